import { equals, isAmong } from '../../world/conditions.ts'
import { list, type Order, type PageQuery } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { TRACKED_CLICKS, TRACKED_OPENS, UNSUBSCRIBE_HEADER } from '../sending/sent-with.ts'
import type { Simulated } from '../simulated.ts'
import { namedLeads } from './named-leads.ts'
import type { TimelineQuery, TimelineRow } from './schema.ts'

/** Nothing answers at the address (a choice); RFC 8058 wants both headers. */
const HEADERS = `iif(sent_with & ${UNSUBSCRIBE_HEADER}, json_object(
  'List-Unsubscribe', '<https://unsubscribe.example.com/' || email || '>',
  'List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'), NULL)`
const TRACKS = `CASE sent_with & ${TRACKED_OPENS + TRACKED_CLICKS}
  WHEN ${TRACKED_OPENS} THEN '["opens"]'
  WHEN ${TRACKED_CLICKS} THEN '["clicks"]'
  WHEN ${TRACKED_OPENS + TRACKED_CLICKS} THEN '["opens","clicks"]' END`

/** The event log for people: steps and variants count from 1, and fields that do not apply are left out. */
const ROW = `json_patch('{}', json_object(
  'at', strftime('%Y-%m-%dT%H:%M:%S', at / 1000, 'unixepoch') || printf('.%03dZ', at % 1000),
  'type', type, 'campaign', campaign, 'subsequence', subsequence, 'lead', lead, 'account', account,
  'step', step + 1, 'variant', variant + 1, 'email', email, 'reason', iif(type = 'email_sent', NULL, value),
  'headers', json(${HEADERS}), 'tracks', json(${TRACKS})))`

const order = (direction: Order['direction']): Order => ({
  by: 'number',
  key: 'number',
  direction,
  cursor: 'key'
})

/** The rows after the given event. */
export const rowsSince = ({ sql }: World, number: number): TimelineRow[] =>
  sql(`SELECT ${ROW} FROM events WHERE number > ? ORDER BY number`)
    .pluck()
    .all(number)
    .map((row) => JSON.parse(String(row)))

/** The timeline, oldest first by default. @throws ApiError 404 if it is asked for an email that no lead has */
export const timelineOf = (
  world: Simulated,
  { campaign, lead, type, since, sort_order, limit = 100, ...page }: TimelineQuery & PageQuery
) =>
  list<TimelineRow>(
    world,
    { from: 'events', document: ROW },
    order(sort_order === 'desc' ? 'DESC' : 'ASC'),
    { ...page, limit },
    [
      equals('campaign', campaign),
      lead !== undefined && isAmong('lead', namedLeads(world, lead)),
      equals('type', type),
      since !== undefined && ['at >= ?', Date.parse(since)]
    ]
  )
