/** The reasons why a campaign is not sending, each with its `status_message`. */
export const sendingMessages = {
  campaign_paused: 'Campaign is paused',
  campaign_draft: 'Campaign has not been launched yet',
  // Reported live.
  campaign_completed: 'Campaign has completed',
  campaign_running_subsequences: 'Only the subsequences of the campaign are sending',
  campaign_bounce_protect: 'Campaign was stopped because too many emails bounced',
  // Recorded.
  campaign_accounts_unhealthy:
    'None of the sending accounts are healthy, connected, or usable. This happens when all sending accounts are suspended, bounced, or disconnected.',
  campaign_account_suspended: 'The workspace is suspended',
  out_of_schedule: 'Campaign is outside its sending hours',
  waiting_for_leads: 'There is no lead to write to',
  daily_limit_met: 'The daily limit of the campaign has been reached',
  account_daily_limit_met: 'All sending accounts have reached their daily limits',
  new_lead_limit_met: 'The daily limit of new leads has been reached',
  all_accounts_unhealthy: 'No sending account can send at the moment',
  waiting_for_esp_match: 'No sending account is with the mail provider that the next lead needs',
  domain_limit_reached: 'The daily limit of emails to one company has been reached',
  // Reported live.
  follow_up_delay_not_met: 'Follow-up delays have not been met yet',
  no_accounts_available: 'Campaign has no sending account',
  // Documented.
  healthy: 'Campaign is sending normally'
}
export type SendingCode = keyof typeof sendingMessages
