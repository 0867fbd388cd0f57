import { small } from '../start.ts'

const schedule = {
  schedules: [
    {
      name: 'Mornings',
      timing: { from: '08:00', to: '12:00' },
      days: { 1: true, 3: true },
      timezone: 'America/Chicago'
    }
  ]
}

/**
 * A request to each operation that is built, in the small world: its path with the parameters filled in, its body,
 * and which operation must have been called for it.
 */
export const requests: Record<string, readonly [path: string, body?: object, after?: string]> = {
  listCampaign: ['/campaigns'],
  createCampaign: ['/campaigns', { name: 'Autumn', campaign_schedule: schedule }],
  countLaunched: ['/campaigns/count-launched'],
  getCampaign: [`/campaigns/${small.spring}`],
  patchCampaign: [`/campaigns/${small.spring}`, { name: 'Autumn' }],
  deleteCampaign: [`/campaigns/${small.spring}`],
  activateCampaign: [`/campaigns/${small.spring}/activate`],
  pauseCampaign: [`/campaigns/${small.spring}/pause`],
  addVariables: [`/campaigns/${small.spring}/variables`, { variables: ['city'] }],
  shareCampaign: [`/campaigns/${small.spring}/share`],
  createFromExport: [`/campaigns/${small.spring}/from-export`, undefined, 'shareCampaign'],
  exportCampaign: [`/campaigns/${small.spring}/export`],
  duplicate: [`/campaigns/${small.spring}/duplicate`],
  searchByContact: ['/campaigns/search-by-contact?search=carla@example.org'],
  getCampaignAnalytics: ['/campaigns/analytics'],
  getCampaignAnalyticsOverview: ['/campaigns/analytics/overview'],
  getDailyCampaignAnalytics: ['/campaigns/analytics/daily'],
  getCampaignStepsAnalytics: ['/campaigns/analytics/steps'],
  listAccount: ['/accounts'],
  createAccount: [
    '/accounts',
    {
      email: 'cleo@example.com',
      first_name: 'Cleo',
      last_name: 'Example',
      provider_code: 2,
      imap_username: 'cleo@example.com',
      imap_password: 'x',
      imap_host: 'imap.example.com',
      imap_port: 993,
      smtp_username: 'cleo@example.com',
      smtp_password: 'x',
      smtp_host: 'smtp.example.com',
      smtp_port: 587
    }
  ],
  getAccount: ['/accounts/anna@example.com'],
  patchAccount: ['/accounts/anna@example.com', { daily_limit: 60 }],
  deleteAccount: ['/accounts/anna@example.com'],
  pauseAccount: ['/accounts/anna@example.com/pause'],
  resumeAccount: ['/accounts/anna@example.com/resume'],
  markAccountFixed: ['/accounts/ben@example.com/mark-fixed'],
  pauseAccounts: ['/accounts/pause', { emails: ['anna@example.com'] }],
  enableWarmupForAccounts: ['/accounts/warmup/enable', { emails: ['ben@example.com'] }],
  disableWarmupForAccounts: ['/accounts/warmup/disable', { emails: ['anna@example.com'] }],
  moveAccounts: [
    '/accounts/move',
    { emails: ['anna@example.com'], source_workspace_id: 'default', destination_workspace_id: 'default' }
  ],
  getCtdStatus: ['/accounts/ctd/status?host=track.example.com'],
  getDailyAccountAnalytics: ['/accounts/analytics/daily?emails=anna@example.com'],
  getWarmupAnalytics: ['/accounts/warmup-analytics', { emails: ['anna@example.com'] }],
  testAccountVitals: ['/accounts/test/vitals', { accounts: ['anna@example.com'] }],
  listBackgroundJob: ['/background-jobs'],
  getBackgroundJob: [`/background-jobs/${small.moved}`],
  listCustomTagMapping: ['/custom-tag-mappings'],
  getAccountCampaignMapping: ['/account-campaign-mappings/anna@example.com'],
  listCustomTag: ['/custom-tags'],
  createCustomTag: ['/custom-tags', { label: 'Autumn' }],
  getCustomTag: [`/custom-tags/${small.important}`],
  patchCustomTag: [`/custom-tags/${small.important}`, { label: 'Autumn' }],
  deleteCustomTag: [`/custom-tags/${small.important}`],
  toggleTagResource: [
    '/custom-tags/toggle-resource',
    { tag_ids: [small.europe], resource_type: 2, resource_ids: [small.spring], assign: true }
  ],
  listBlockListEntry: ['/block-lists-entries'],
  createBlockListEntry: ['/block-lists-entries', { bl_value: 'example.net' }],
  deleteallBlockListEntry: ['/block-lists-entries'],
  getBlockListEntry: [`/block-lists-entries/${small.blocked}`],
  patchBlockListEntry: [`/block-lists-entries/${small.blocked}`, { bl_value: 'example.net' }],
  deleteBlockListEntry: [`/block-lists-entries/${small.blocked}`],
  createblukBlockListEntry: ['/block-lists-entries/bulk-create', { bl_values: ['example.net'] }],
  deletebulkBlockListEntry: ['/block-lists-entries/bulk-delete', { ids: [small.blocked] }],
  downloadBlockListEntry: ['/block-lists-entries/download'],
  listLeadList: ['/lead-lists'],
  createLeadList: ['/lead-lists', { name: 'Autumn' }],
  getLeadList: [`/lead-lists/${small.visitors}`],
  patchLeadList: [`/lead-lists/${small.visitors}`, { name: 'Autumn' }],
  deleteLeadList: [`/lead-lists/${small.visitors}`],
  getVerificationStats: [`/lead-lists/${small.visitors}/verification-stats`],
  listLeadLabel: ['/lead-labels'],
  createLeadLabel: ['/lead-labels', { label: 'Autumn', interest_status_label: 'neutral' }],
  getLeadLabel: [`/lead-labels/${small.prices}`],
  patchLeadLabel: [`/lead-labels/${small.prices}`, { label: 'Autumn' }],
  deleteLeadLabel: [`/lead-labels/${small.prices}`],
  testAiReplyLabelLeadLabels: ['/lead-labels/ai-reply-label', { reply_text: 'Sounds good' }],
  createEmailVerification: ['/email-verification', { email: 'anna@example.com' }],
  checkVerificationStatus: ['/email-verification/ben@example.org'],
  listCampaignSubsequence: ['/subsequences'],
  createCampaignSubsequence: [
    '/subsequences',
    { parent_campaign: small.spring, name: 'Autumn', conditions: {} }
  ],
  getSubsequenceAnalytics: [`/subsequences/analytics?campaign_id=${small.summer}`],
  getSubsequenceStepsAnalytics: [`/subsequences/${small.interested}/analytics/steps`],
  getCampaignSubsequence: [`/subsequences/${small.interested}`],
  patchCampaignSubsequence: [`/subsequences/${small.interested}`, { name: 'Winter' }],
  deleteCampaignSubsequence: [`/subsequences/${small.interested}`],
  duplicateSubsequence: [`/subsequences/${small.interested}/duplicate`, { parent_campaign: small.spring }],
  getCampaignSendingStatus: [`/campaigns/${small.spring}/sending-status`],
  getSubsequenceSendingStatus: [`/subsequences/${small.interested}/sending-status`],
  pauseSubsequence: [`/subsequences/${small.interested}/pause`],
  resumeSubsequence: [`/subsequences/${small.interested}/resume`],
  listEmail: ['/emails'],
  getEmail: [`/emails/${small.received}`],
  patchEmail: [`/emails/${small.received}`, { is_unread: 0 }],
  deleteEmail: [`/emails/${small.received}`],
  countUnreadEmails: ['/emails/unread/count'],
  markThreadAsRead: [`/emails/threads/${small.thread}/mark-as-read`],
  listWebhook: ['/webhooks'],
  createWebhook: [
    '/webhooks',
    { target_hook_url: 'http://localhost:3001/hook', name: 'Autumn', event_type: 'email_sent' }
  ],
  listWebhookEventTypes: ['/webhooks/event-types'],
  getWebhook: [`/webhooks/${small.hook}`],
  patchWebhook: [`/webhooks/${small.hook}`, { name: 'Autumn' }],
  deleteWebhook: [`/webhooks/${small.hook}`],
  testWebhook: [`/webhooks/${small.hook}/test`],
  resumeWebhook: [`/webhooks/${small.hook}/resume`],
  listWebhookEvent: ['/webhook-events'],
  getWebhookEvent: [`/webhook-events/${small.hooked}`],
  getWebhookEventsSummary: ['/webhook-events/summary'],
  getWebhookEventsSummaryByDate: ['/webhook-events/summary-by-date'],
  createLead: ['/leads', { campaign: small.spring, email: 'autumn@example.com' }],
  bulkDeleteLeads: ['/leads', { campaign_id: small.summer }],
  listLeads: ['/leads/list', {}],
  getLead: [`/leads/${small.carla}`],
  patchLead: [`/leads/${small.carla}`, { first_name: 'Autumn' }],
  deleteLead: [`/leads/${small.carla}`],
  mergeLeads: ['/leads/merge', { lead_id: small.dario, destination_lead_id: small.carla }],
  updateLeadInterestStatus: [
    '/leads/update-interest-status',
    { lead_email: 'carla@example.org', interest_value: 1 }
  ],
  removeLeadFromSubsequence: ['/leads/subsequence/remove', { id: small.carla }],
  bulkAssignLeads: ['/leads/bulk-assign', { organization_user_ids: [small.unknown], ids: [small.carla] }],
  moveLeads: ['/leads/move', { campaign: small.summer, to_campaign_id: small.agencies }],
  moveLeadToSubsequence: ['/leads/subsequence/move', { id: small.carla, subsequence_id: small.interested }],
  bulkAddLeads: ['/leads/add', { campaign_id: small.spring, leads: [{ email: 'autumn@example.com' }] }],
  replyToEmail: [
    '/emails/reply',
    {
      eaccount: 'anna@example.com',
      reply_to_uuid: small.received,
      subject: 'Re: A question, Ben',
      body: { text: 'Tuesday it is.' }
    }
  ],
  forwardEmail: [
    '/emails/forward',
    {
      eaccount: 'anna@example.com',
      reply_to_uuid: small.received,
      to_address_email_list: 'carla@example.org',
      subject: 'Fwd: A question, Ben',
      include_original_body: true
    }
  ],
  sendTestEmail: [
    '/emails/test',
    {
      eaccount: 'anna@example.com',
      to_address_email_list: 'team@example.com',
      subject: 'Right?',
      body: { html: 'Hello' }
    }
  ]
}
