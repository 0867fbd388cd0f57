import { ApiError } from '../../errors.ts'
import type { World } from '../../world/world.ts'
import { knownLeads } from '../leads/known.ts'
import type { Lead } from '../leads/schema.ts'
import type { EmailCollection } from './collection.ts'
import type { Neighbours } from './neighbours.ts'
import type { Email } from './schema.ts'
import { threadId } from './thread.ts'

/** An email's conversation, and its lead if that still exists. */
type Conversation = { place: Partial<Email>; lead?: Lead }

/** Only tests refer to an email by this, too seldom for an index that every email would pay for. */
const BY_MESSAGE_ID = "SELECT id FROM emails WHERE document ->> '$.message_id' = ?"
/** Preferably one that the campaign sent from this account. */
const LAST_OF_LEAD = `SELECT id FROM emails WHERE lead = ? AND is_scheduled = 0
  ORDER BY eaccount = ? DESC, ue_type IS 1 DESC, timestamp_created DESC, id DESC LIMIT 1`

/** Finds the conversation that an email continues. */
export function conversations(world: World, emails: EmailCollection, neighbours: Neighbours) {
  const { sql, organization } = world
  const { accounts, leads } = neighbours
  const { withEmail } = knownLeads(world)
  const found = (text: string, ...values: string[]): Email | undefined => {
    const id = sql(text)
      .pluck()
      .get(...values)
    return typeof id === 'string' ? emails.require(id) : undefined
  }
  const after = ({ campaign_id, subsequence_id, list_id, lead, lead_id, thread_id, step }: Email) => ({
    place: { campaign_id, subsequence_id, list_id, lead, lead_id, thread_id, step },
    lead: lead_id && leads.has(lead_id) ? leads.require(lead_id) : undefined
  })
  const named = (name: string): Email => {
    if (emails.has(name)) return emails.require(name)
    const email = found(BY_MESSAGE_ID, name)
    if (!email) throw new ApiError(404, `There is no email ${name}, wanted an id or message_id`)
    return email
  }
  const withLead = (lead: Lead, email: string): Conversation => ({
    place: {
      campaign_id: lead.campaign,
      subsequence_id: lead.subsequence_id,
      list_id: lead.list_id,
      lead: email,
      lead_id: lead.id,
      thread_id: threadId(lead.campaign ?? organization, email)
    },
    lead
  })
  return {
    /** Includes a deleted lead whose emails remain. */
    isAccount: (email: string): boolean =>
      accounts.has(email) || sql('SELECT 1 FROM emails WHERE eaccount = ?').get(email) !== undefined,
    /** A stranger's emails to the workspace form one thread (a choice). */
    of(from: string, account: string, answered?: string): Conversation {
      const last = answered === undefined ? found(LAST_OF_LEAD, from, account) : named(answered)
      if (last) return after(last)
      const known = withEmail(from, {}).map((id) => leads.require(id))
      const lead = known.find(({ campaign }) => campaign) ?? known[0]
      return lead ? withLead(lead, from) : { place: { thread_id: threadId(organization, from) } }
    }
  }
}
