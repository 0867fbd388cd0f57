import { columnOf } from '../../world/columns.ts'
import type { World } from '../../world/world.ts'
import type { Lead } from './schema.ts'
import { ACTIVE, PAUSED } from './status.ts'

/** A lead waiting for an email. */
export type Waiting = {
  id: string
  email: string | null
  esp_code: number | null
  verification_status: number | null
  /** When its last step was executed, or, before the first one of a subsequence, when it entered; else 0. Milliseconds. */
  stepped_at: number
}

/** A place in the queue: a campaign or one of its subsequences, the sender ('' before the first step), the last step. */
export type Place = {
  campaign: string
  subsequence: string | undefined
  sender: string
  /** -1 before the first. */
  step: number
}

const progressed = [
  'subsequence_id',
  'status_summary',
  'status_summary_subseq',
  'timestamp_added_subsequence'
] as const

/** The lead's progress in its campaign or its present subsequence. */
function progress({
  subsequence_id,
  status_summary,
  status_summary_subseq,
  timestamp_added_subsequence
}: Pick<Lead, (typeof progressed)[number]>) {
  const { from, stepID, timestampExecuted } = status_summary_subseq ?? {}
  const last = status_summary.lastStep
  const at = subsequence_id
    ? { from, stepID, executed: timestampExecuted }
    : { from: last?.from, stepID: last?.stepID, executed: last?.timestamp_executed }
  const entered = subsequence_id ? timestamp_added_subsequence : undefined
  return { ...at, executed: at.executed ?? entered }
}

const ofLead = columnOf<Lead>()

/** The columns that determine a lead's place in the queue. */
export const queueColumns = {
  track: ofLead(['subsequence_id'], ({ subsequence_id }) => subsequence_id ?? ''),
  sender: ofLead(progressed, (lead) => progress(lead).from ?? ''),
  step: ofLead(progressed, (lead) => Number(progress(lead).stepID?.split('_')[1] ?? -1)),
  stepped_at: ofLead(progressed, (lead) => Date.parse(progress(lead).executed ?? '') || 0)
}

export const queueTable = `
    track TEXT NOT NULL,
    sender TEXT NOT NULL,
    step INTEGER NOT NULL,
    stepped_at INTEGER NOT NULL,`

/** Its last columns are what the simulator reads of each lead: a look need not fetch the rows themselves. */
export const queueIndex = `
  CREATE INDEX leads_in_queue ON leads (
    campaign, track, status, sender, step, stepped_at, id, email, esp_code, verification_status)`

const LAST_STEP = "document -> '$.status_summary.lastStep'"
const STEP_ID = `${LAST_STEP} ->> 'stepID'`

/** A lead whose subsequence is deleted returns to its place in the campaign. */
export const queueTrigger = `
  CREATE TRIGGER leads_back_in_queue AFTER UPDATE OF subsequence_id ON leads
    WHEN new.subsequence_id IS NULL AND new.track <> '' BEGIN
    UPDATE leads SET
      track = '',
      sender = coalesce(${LAST_STEP} ->> 'from', ''),
      step = coalesce(CAST(substr(${STEP_ID}, instr(${STEP_ID}, '_') + 1) AS INTEGER), -1),
      stepped_at = coalesce(CAST(round(unixepoch(${LAST_STEP} ->> 'timestamp_executed', 'subsec') * 1000) AS INTEGER), 0)
      WHERE id = new.id;
  END`

const IN_QUEUE = 'FROM leads INDEXED BY leads_in_queue WHERE campaign = ? AND track = ? AND status = ?'
const AT_PLACE = `${IN_QUEUE} AND sender = ? AND step = ?`

/** Leads wait until their verification is finished. */
const IS_VERIFIED = 'verification_status IS NOT 11 AND verification_status IS NOT 12'

/** The queue of leads, for the simulator. Each query is a seek in one index, which is named. */
export const queueOf = ({ sql }: World) => ({
  /** The next leads at a place, in order of arrival; `after` is the last one already read. */
  waiting({ campaign, subsequence = '', sender, step }: Place, after: Waiting | undefined, limit: number) {
    const [at, id] = [after?.stepped_at ?? -1, after?.id ?? '']
    return sql(
      `SELECT id, email, esp_code, verification_status, stepped_at
      ${AT_PLACE} AND (stepped_at, id) > (?, ?) AND ${IS_VERIFIED} ORDER BY stepped_at, id LIMIT ?`
    ).all(campaign, subsequence, ACTIVE, sender, step, at, id, limit) as Waiting[]
  },
  /** The fields that every event needs, without reading the whole lead; undefined if it is deleted. */
  glance: (id: string) =>
    sql('SELECT email, status FROM leads WHERE id = ?').get(id) as
      | { email: string | null; status: number }
      | undefined,
  /** The accounts that have written to waiting leads. */
  senders(campaign: string, subsequence = ''): string[] {
    const next = `SELECT min(sender) ${IN_QUEUE} AND sender >`
    return sql(
      `WITH RECURSIVE known (sender) AS (
        ${next} '' UNION ALL SELECT (${next} known.sender) FROM known WHERE known.sender IS NOT NULL)
      SELECT sender FROM known WHERE sender IS NOT NULL`
    )
      .pluck()
      .all(campaign, subsequence, ACTIVE, campaign, subsequence, ACTIVE)
      .map(String)
  },
  /** Whether any lead can still receive an email: it is active or paused. */
  areLeft: (campaign: string, subsequence = ''): boolean =>
    [ACTIVE, PAUSED].some(
      (status) => sql(`SELECT 1 ${IN_QUEUE} LIMIT 1`).get(campaign, subsequence, status) !== undefined
    ),
  /** The active leads that have received the step, or a later one. */
  beyond: (campaign: string, subsequence: string | undefined, step: number): string[] =>
    sql(`SELECT id ${IN_QUEUE} AND step >= ? ORDER BY id`)
      .pluck()
      .all(campaign, subsequence ?? '', ACTIVE, step)
      .map(String),
  areInSubsequences: (campaign: string): boolean =>
    sql('SELECT 1 FROM leads WHERE campaign = ? AND subsequence_id IS NOT NULL AND status = ? LIMIT 1').get(
      campaign,
      ACTIVE
    ) !== undefined,
  /** The number of the campaign's leads with each status. */
  byStatus: (campaign: string): Record<string, number> =>
    Object.fromEntries(
      sql('SELECT status, count(*) FROM leads WHERE campaign = ? GROUP BY status').raw().all(campaign) as [
        number,
        number
      ][]
    )
})
