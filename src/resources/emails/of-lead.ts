import type { World } from '../../world/world.ts'
import type { EmailCollection } from './collection.ts'
import type { Neighbours } from './neighbours.ts'
import type { Email } from './schema.ts'
import { RECEIVED } from './types.ts'

const LAST_RECEIVED = `SELECT id FROM emails WHERE lead = ? AND lead_id = ? AND ue_type = ${RECEIVED}
  ORDER BY timestamp_created DESC, id DESC LIMIT 1`

/** Updates emails after changes of their lead. They are found by address, which a lead keeps. */
export const ofLead = ({ sql }: World, emails: EmailCollection, { leads }: Neighbours) => ({
  /** The lead's last email shows the interest as well (a choice); null stands for no interest. */
  showInterest(lead: string, interest: Pick<Email, 'i_status' | 'ai_interest_value'>): void {
    const id = sql(LAST_RECEIVED).pluck().get(leads.require(lead).email, lead)
    if (typeof id === 'string') emails.update(id, () => interest)
  },
  /** Transfers the emails of a lead to another one. */
  reassign(lead: string, to: { id: string; email?: string | null }): void {
    const ids = emails.keys([['lead = ? AND lead_id = ?', leads.require(lead).email, lead]])
    for (const id of ids) emails.update(id, () => ({ lead: to.email, lead_id: to.id }))
  }
})
