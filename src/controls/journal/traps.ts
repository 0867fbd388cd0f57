import { isLeadFilter } from '../../lead-filters.ts'
import type { JournalEntry, Report } from './answers.ts'
import type { Call } from './engine.ts'

/** A call that succeeds but does something other than intended. */
type Trap = {
  operations: readonly string[]
  isIn(entry: JournalEntry): boolean
  advice: string
  /** Whether the answer shows it. */
  isInAnswer?: true
}

const has = (name: string, { body }: JournalEntry) => Object(body)[name] !== undefined

const traps: Trap[] = [
  {
    operations: ['bulkDeleteLeads'],
    isIn: (entry) =>
      entry.unknown_fields.body.length > 0 && !['status', 'ids', 'limit'].some((name) => has(name, entry)),
    advice:
      'deletes every lead of the campaign or list, as a key that nobody knows narrows nothing: status, ids, limit do'
  },
  {
    operations: ['createLead'],
    isIn: (entry) => has('campaign_id', entry) && !has('campaign', entry),
    advice: 'puts the lead into no campaign, as campaign_id is dropped: campaign names it'
  },
  {
    operations: ['listLeads'],
    isIn: (entry) => has('campaign_id', entry) && !has('campaign', entry),
    advice: 'lists the leads of all campaigns, as campaign_id is dropped: campaign names it'
  },
  {
    operations: ['listLeads', 'moveLeads'],
    isIn: ({ body }) => Boolean(Object(body).filter) && !isLeadFilter(Object(body).filter),
    advice: 'takes all leads for selected, as the filter is none that is known'
  },
  {
    operations: ['enableWarmupForAccounts', 'disableWarmupForAccounts'],
    isIn: (entry) => !has('emails', entry) && Object(entry.body).include_all_emails !== true,
    advice: 'does nothing, as no account is selected: emails or include_all_emails do, account_ids is dropped'
  },
  {
    operations: ['replyToEmail'],
    isInAnswer: true,
    isIn: ({ answer }) => {
      const { to_address_email_list: to = '', eaccount } = Object(answer)
      return to.split(',')[0] === eaccount
    },
    advice: 'writes to oneself, as the email is one that the account had sent: reply to what the lead wrote'
  }
]

/** Whether a trap can be recognised only in the answer. */
export const answersTell = ({ operationId = '' }: Call): boolean =>
  traps.some(({ operations, isInAnswer }) => isInAnswer && operations.includes(operationId))

/** Calls that fell into a trap of the real service. */
export const trapped = (entries: JournalEntry[]): Report['advice'] =>
  traps.flatMap(({ operations, isIn, advice }) => {
    const found = entries.filter(
      (entry) =>
        operations.includes(String(entry.operation_id)) &&
        entry.status === 200 &&
        entry.fault === null &&
        isIn(entry)
    )
    return [...Map.groupBy(found, ({ operation_id }) => operation_id)].map(([operation, calls]) => ({
      advice: `${operation} ${advice}`,
      calls: calls.map(({ number }) => number)
    }))
  })
