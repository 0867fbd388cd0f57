import { type Condition, equals, type Filters, isAmong, isNotAmong } from '../../world/conditions.ts'
import type { AssignLeads, MoveLeads } from './bulk.ts'
import { passes } from './filter-conditions.ts'
import { meets } from './queries.ts'
import type { ListLeads } from './requests.ts'

type Selection = Partial<ListLeads & Pick<MoveLeads, 'esp_code'> & Pick<AssignLeads, 'assigned_to'>> & {
  /** Named in the document's text but missing from its schema: supported (a choice). */
  interest_status?: unknown
}

/** Leads that meet all conditions (a choice). */
export const selectedBy = (selection: Selection, now: number): Filters => [
  equals('campaign', selection.campaign),
  equals('list_id', selection.list_id),
  equals('in_campaign', selection.in_campaign),
  equals('in_list', selection.in_list),
  passes(selection.filter),
  hasInterest(selection.interest_status),
  searchedFor(selection.search),
  isAmong('id', selection.ids),
  isNotAmong('id', selection.excluded_ids),
  isAmong(
    'email',
    selection.contacts?.map((email) => email.toLowerCase())
  ),
  isAmong('assigned_to', selection.organization_user_ids),
  equals('assigned_to', selection.assigned_to),
  // The API cannot create views (a choice).
  selection.smart_view_id ? ['0'] : undefined,
  equals('is_visitor', selection.is_website_visitor),
  equals('enrichment_status', selection.enrichment_status),
  hasGateway(selection.esg_code),
  equals('esp_code', selection.esp_code),
  ...(selection.queries ?? []).map((query) => meets(query, now)),
  // An empty list of queries selects nothing (reported live).
  selection.queries?.length === 0 && ['0']
]

/** Only numbers, as JSON or as text. */
function hasInterest(status: unknown): Condition | undefined {
  if (typeof status !== 'number' && typeof status !== 'string') return undefined
  return status === '' ? undefined : ['lt_interest_status = ?', Number(status)]
}

/** First name, last name, both, or the email (documented). */
const searchedFor = (search = ''): Condition | undefined =>
  search.trim() ? ['instr(searched, ?)', search.trim().toLowerCase()] : undefined

function hasGateway(code: Selection['esg_code']): Condition | undefined {
  if (code === 'all') return ['esg_code IS NOT NULL']
  if (code === 'none') return ['esg_code IS NULL']
  return equals('esg_code', code === undefined ? undefined : Number(code))
}

/** The limit in a form that SQLite accepts; no limit by default. */
export const limitOf = ({ limit }: { limit?: number }): number =>
  limit === undefined ? -1 : Math.min(Math.max(Math.trunc(limit), 0), Number.MAX_SAFE_INTEGER)
