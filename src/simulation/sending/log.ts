import type { World } from '../../world/world.ts'

const OWN_LIMIT = 'subsequence IN (SELECT value FROM json_each(?))'

/** What an account has sent: when last, in the campaign and at all (0 for never), and how many since the day began. */
export type Past = { last: number; lastAnywhere: number; today: number }

const BY = "events INDEXED BY events_by_account WHERE account = given.value AND type = 'email_sent'"
const BY_ACCOUNT = `SELECT
  coalesce((SELECT at FROM ${BY} AND campaign = ? ORDER BY at DESC LIMIT 1), 0) AS last,
  coalesce((SELECT max(at) FROM ${BY}), 0) AS lastAnywhere,
  (SELECT count(*) FROM ${BY} AND at >= ?) AS today
  FROM json_each(?) AS given ORDER BY given.key`

/** What the limits and gaps of sending are counted from: the emails in the log. */
export const sentEmails = ({ sql }: World) => {
  const number = (text: string, ...values: unknown[]) =>
    Number(
      sql(text)
        .pluck()
        .get(...values)
    )
  return {
    /** Of each account, in the order given. */
    byAccount: (accounts: readonly string[], campaign: string, since: number) =>
      sql(BY_ACCOUNT).all(campaign, since, JSON.stringify(accounts)) as Past[],
    countInCampaign: (account: string, campaign: string) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_account
        WHERE account = ? AND type = 'email_sent' AND campaign = ?`,
        account,
        campaign
      ),
    /** How many emails a campaign has sent since, but those of the subsequences named. */
    ofCampaign: (campaign: string, since: number, without: string[]) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_campaign
        WHERE campaign = ? AND type = 'email_sent' AND at >= ? AND (subsequence IS NULL OR NOT ${OWN_LIMIT})`,
        campaign,
        since,
        JSON.stringify(without)
      ),
    ofSubsequence: (subsequence: string, campaign: string, since: number) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_campaign
        WHERE campaign = ? AND type = 'email_sent' AND at >= ? AND subsequence = ?`,
        campaign,
        since,
        subsequence
      ),
    /** How many leads a campaign has first written to since; its first step may be out of use. */
    newLeads: (campaign: string, since: number) =>
      number(
        `SELECT count(DISTINCT lead) FROM events AS sent INDEXED BY events_by_campaign
        WHERE campaign = ? AND type = 'email_sent' AND at >= ? AND subsequence IS NULL AND NOT EXISTS (
          SELECT 1 FROM events INDEXED BY events_by_campaign_and_lead WHERE campaign = sent.campaign
            AND type = 'email_sent' AND lead = sent.lead AND at < ?)`,
        campaign,
        since,
        since
      ),
    /** How many emails of the step a campaign or subsequence has sent. */
    ofStep: (campaign: string, subsequence: string | undefined, step: number) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_step
        WHERE campaign = ? AND subsequence IS ? AND type = 'email_sent' AND step = ?`,
        campaign,
        subsequence ?? null,
        step
      ),
    /** How many emails went to the company since; `campaign` narrows it. */
    toCompany: (domain: string, since: number, campaign: string | undefined) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_to_company
        WHERE value = ? AND type = 'email_sent' AND at >= ? AND (? IS NULL OR campaign = ?)`,
        domain,
        since,
        campaign ?? null,
        campaign ?? null
      )
  }
}
