import { badRequest } from '../../errors.ts'
import { type Condition, equals, type Filters, isAmong } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import { isOfOwner } from '../leads/owner.ts'
import { valuesOf } from '../schemas.ts'
import type { ListEmails } from './queries.ts'
import { typesByName } from './types.ts'

/** Emails that meet all conditions (a choice). Scheduled ones are separate from the others (a choice). */
export const selectedBy = (world: World, { search = '', ...query }: ListEmails): Filters => [
  is('is_scheduled', query.scheduled_only ?? false),
  ...byRarest([
    searchedFor(search.trim()),
    equals('lead', addressOf(query.lead ?? '')),
    equals('company_domain', addressOf(query.company_domain ?? '')),
    equals('list_id', query.list_id),
    equals('i_status', query.i_status),
    isOfAccount(valuesOf(query.eaccount)?.map(addressOf)),
    equals('campaign_id', query.campaign_id)
  ]),
  searchedInPart(search.trim()),
  isOfOwner(world, { id: 'lead_id', email: 'lead' }, query.assigned_to),
  // Spelled out to match the conditions of the partial indexes.
  query.email_type && [`ue_type = ${typesByName[query.email_type]}`],
  is('is_unread', query.is_unread),
  is('has_reminder', query.has_reminder),
  is('is_focused', isFocusedIn(query.mode)),
  // No field of the entity shows it (a choice).
  query.marked_as_done ? ['0'] : undefined,
  isBeside('min_timestamp_created', '>', query.min_timestamp_created),
  isBeside('max_timestamp_created', '<', query.max_timestamp_created)
]

const is = (column: string, value: boolean | undefined): Condition | undefined =>
  value === undefined ? undefined : [`${column} = ${Number(value)}`]

/** SQLite cannot know which filter matches fewer emails: only the first may choose the index. */
function byRarest(filters: Filters): Filters {
  const [first, ...others] = filters.filter((filter) => !!filter)
  return [first, ...others.map(([sql, ...values]): Condition => [`+${sql}`, ...values])]
}

const THREAD = 'thread:'

/** A thread, or the complete address of a lead (documented). */
function searchedFor(text: string): Condition | undefined {
  if (text.startsWith(THREAD)) return ['thread_id = ?', text.slice(THREAD.length).trim()]
  return isAddress(text) ? ['lead = ?', addressOf(text)] : undefined
}

/** Any other text matches part of the address (a choice). */
const searchedInPart = (text: string): Condition | undefined =>
  text && !searchedFor(text) ? ['instr(lead, ?)', addressOf(text)] : undefined

const isAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text)

/** A single account is found by the index in the order of the list; several are sorted. */
const isOfAccount = (accounts: string[] | undefined): Condition | undefined =>
  accounts?.length === 1 ? equals('eaccount', accounts[0]) : isAmong('eaccount', accounts)

function isFocusedIn(mode: ListEmails['mode']): boolean | undefined {
  return mode === undefined || mode === 'emode_all' ? undefined : mode === 'emode_focused'
}

/** Strictly later or earlier (documented: after, before). A day, and a time without a zone, are in UTC. */
function isBeside(name: string, comparison: '<' | '>', text = ''): Condition | undefined {
  if (text === '') return undefined
  // An unescaped plus sign arrives as a space.
  const written = text.trim().replace(/ (\d\d:?\d\d)$/, '+$1')
  const hasZone = !/[T ]/.test(written) || /(Z|[+-]\d\d:?\d\d)$/i.test(written)
  const time = Date.parse(hasZone ? written : `${written}Z`)
  if (Number.isNaN(time)) throw badRequest(`querystring/${name} is ${text}, wanted an ISO 8601 date`)
  return [`timestamp_created ${comparison} ?`, new Date(time).toISOString()]
}
