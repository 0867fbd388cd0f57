import type { World } from '../../world/world.ts'

const OWN_LIMIT = 'subsequence IN (SELECT value FROM json_each(?))'

/** An account, and whether its emails of today are counted. */
export type Asked = [account: string, hasLimit: boolean]

/** An account's last email in the campaign and overall (0 for never), and, if it has a limit, its emails today. */
export type Past = { last: number; lastAnywhere: number; today: number }

const BY = "events INDEXED BY events_by_account WHERE account = given.value ->> 0 AND type = 'email_sent'"
const BY_ACCOUNT = `SELECT
  coalesce((SELECT at FROM ${BY} AND campaign = ? ORDER BY at DESC LIMIT 1), 0) AS last,
  coalesce((SELECT max(at) FROM ${BY}), 0) AS lastAnywhere,
  iif(given.value ->> 1, (SELECT count(*) FROM ${BY} AND at >= ?), 0) AS today
  FROM json_each(?) AS given ORDER BY given.key`

/** The sent emails in the log, from which limits and gaps are computed. */
export const sentEmails = ({ sql }: World) => {
  const number = (text: string, ...values: unknown[]) =>
    Number(
      sql(text)
        .pluck()
        .get(...values)
    )
  return {
    /** One entry per account, in the given order. */
    byAccount: (accounts: readonly Asked[], campaign: string, since: number) =>
      sql(BY_ACCOUNT).all(campaign, since, JSON.stringify(accounts)) as Past[],
    countInCampaign: (account: string, campaign: string) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_account
        WHERE account = ? AND type = 'email_sent' AND campaign = ?`,
        account,
        campaign
      ),
    /** A campaign's emails since the instant, excluding the given subsequences. */
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
    /** The leads that a campaign has first written to since the instant; its first step may be disabled. */
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
    /** A campaign's or subsequence's emails of the step. */
    ofStep: (campaign: string, subsequence: string | undefined, step: number) =>
      number(
        `SELECT count(*) FROM events INDEXED BY events_by_step
        WHERE campaign = ? AND subsequence IS ? AND type = 'email_sent' AND step = ?`,
        campaign,
        subsequence ?? null,
        step
      ),
    /** Emails to the company since the instant; of one campaign if given. */
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
