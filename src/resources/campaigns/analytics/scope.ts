import { type Condition, equals, type Filters, isAmong } from '../../../world/conditions.ts'
import type { Period } from './period.ts'

type Query = { id?: string; ids?: string[]; campaign_id?: string; campaign_status?: number }

/** The campaigns that a query names: `id` and `ids` add up, commas separate as well (choices). Undefined for all. */
function named({ id = '', ids = [], campaign_id = '' }: Query): string[] | undefined {
  const all = [id, campaign_id, ...ids].flatMap((value) => value.split(',')).map((value) => value.trim())
  const given = [...new Set(all)].filter((value) => value !== '')
  return given.length ? given : undefined
}

/** The campaigns, those that there are now. */
export const campaignsOf = (query: Query): Filters => [
  isAmong('id', named(query)),
  equals('status', query.campaign_status)
]

/** Their events, and those of their subsequences; those of all, the deleted ones too, unless some are named. */
export function eventsOf(query: Query): Filters {
  const { campaign_status: status } = query
  return [
    ofCampaigns(named(query)),
    status !== undefined && ['campaign IN (SELECT id FROM campaigns WHERE status = ?)', status]
  ]
}

/** A single one is compared with directly, which keeps the index in order. */
const ofCampaigns = (ids: string[] | undefined): Condition | undefined =>
  ids?.length === 1 ? equals('campaign', ids[0]) : isAmong('campaign', ids)

export const within = ({ from, to }: Period): Condition => ['at BETWEEN ? AND ?', from, to]
