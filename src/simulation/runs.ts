import type { SendingCode } from '../resources/campaigns/analytics/sending-codes.ts'
import { diagnosticsOf } from './sending/diagnostics.ts'
import type { Outlook } from './sending/outlook.ts'
import type { Track } from './sending/track.ts'
import type { Simulated } from './simulated.ts'

/**
 * The campaigns and subsequences that were activated here. All others are static, whatever their status: a seed, a
 * fixture or the control plane created them in that state.
 */
export const runsTable = `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
    since_event INTEGER NOT NULL,
    issue_since INTEGER,
    loops_with_issue INTEGER NOT NULL DEFAULT 0,
    healthy_at INTEGER,
    diagnostics TEXT
  ) STRICT, WITHOUT ROWID`

export type Run = {
  /** The last event before the activation, from which bounces are counted. */
  since_event: number
  issue_since: number | null
  loops_with_issue: number
  healthy_at: number | null
  /** The result of the last look, as JSON. */
  diagnostics: string | null
}

const codeOf = ({ diagnostics }: Run): SendingCode | undefined =>
  diagnostics ? JSON.parse(diagnostics).status : undefined

export const runs = ({ sql, clock }: Pick<Simulated, 'sql' | 'clock'>) => {
  const find = (id: string) => sql('SELECT * FROM runs WHERE id = ?').get(id) as Run | undefined
  return {
    find,
    start(id: string, campaign: string): void {
      sql(
        `INSERT INTO runs (id, campaign, since_event) VALUES (?, ?, (SELECT coalesce(max(number), 0) FROM events))
        ON CONFLICT (id) DO UPDATE SET since_event = excluded.since_event`
      ).run(id, campaign)
    },
    areAny: () => sql('SELECT EXISTS (SELECT 1 FROM runs)').pluck().get() === 1,
    /** The ids of all that were activated. */
    all: () => sql('SELECT id FROM runs ORDER BY id').pluck().all().map(String),
    /** A subsequence runs with its campaign, or on its own after it was resumed. */
    isLive: ({ id, campaign }: Pick<Track, 'id' | 'campaign'>): boolean =>
      find(campaign.id) !== undefined || find(id) !== undefined,
    /** Stores the result of a look: the service shows it until the next one, and after the campaign has ended. */
    note(world: Simulated, track: Track, outlook: Outlook, hasSent: boolean): void {
      const now = clock.now()
      const known = find(track.id)
      const isHealthy = outlook.code === 'healthy'
      const isSame = !hasSent && known !== undefined && codeOf(known) === outlook.code
      const issueSince = isHealthy ? null : ((isSame ? known.issue_since : null) ?? now)
      const loops = isHealthy ? 0 : (isSame ? known.loops_with_issue : 0) + 1
      const healthyAt = hasSent ? now : (known?.healthy_at ?? null)
      const run = { issue_since: issueSince, loops_with_issue: loops, healthy_at: healthyAt }
      const diagnostics = JSON.stringify(diagnosticsOf(world, track, outlook, run))
      sql(
        `INSERT INTO runs (id, campaign, since_event, issue_since, loops_with_issue, healthy_at, diagnostics)
        VALUES (?, ?, 0, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET issue_since = excluded.issue_since,
          loops_with_issue = excluded.loops_with_issue, healthy_at = excluded.healthy_at,
          diagnostics = excluded.diagnostics`
      ).run(track.id, track.campaign.id, issueSince, loops, healthyAt, diagnostics)
    }
  }
}
