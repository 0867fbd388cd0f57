import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { clockOf } from '../admin/clock/store.ts'
import { entitiesOf } from '../admin/entities/store.ts'
import { faultsOf } from '../admin/faults/store.ts'
import type { Match } from '../admin/journal/match.ts'
import { differenceText, journalOf } from '../admin/journal/store.ts'
import type { Expectation } from '../admin/journal/verify.ts'
import type { JournalEntry } from '../admin/journal/view.ts'
import { state } from '../admin/state/store.ts'
import { openKey } from '../http/keys.ts'
import { rooms } from '../resources/index.ts'
import type { LimitSettings } from '../workspace/rate-limits.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { fetchFrom } from './fetch.ts'

type Rooms = typeof rooms
type StoringRoom = { [R in keyof Rooms]: Rooms[R] extends { tables: string } ? R : never }[keyof Rooms]

/** The entities of one room, past the rules of the API: read-only fields can be written, too. */
export type Entities<T> = {
  list(): T[]
  /** @throws ApiError 404 when there is none with this id */
  read(id: string): T
  /** Adds the entity, or replaces the one with its id; id, times and workspace are made up where absent. */
  put(entity: Partial<T>): Promise<T>
  patch(id: string, changes: Partial<T>): Promise<T>
  remove(id: string): T
}

const unnamed = 'unnamed'

/**
 * One workspace, held from inside the process.
 * @example
 * const { key, entities } = await mock.workspace()
 * await entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
 */
export function holdWorkspace(workspace: Workspace, app: FastifyInstance) {
  const { tools } = app
  const whole = state(tools)
  const journal = journalOf(workspace, tools.findIgnored)
  return {
    name: workspace.name,
    /** The bearer key that opens all of it. */
    key: openKey(workspace.name),
    /** Reaches the API without a socket, with this workspace's key: `fetch('/api/v2/campaigns')`. */
    fetch: fetchFrom(app, openKey(workspace.name)),
    /** Puts everything back to the beginning, or to that of a fixture that comes with the program (`empty`). */
    reset: (to?: string) => whole.reset(workspace, to),
    /** Keeps the data as it is now. */
    snapshot: (name = unnamed) => whole.snapshot(workspace, name),
    /** Puts the data back as it was at the snapshot of that name. */
    restore: (name = unnamed) => whole.restore(workspace, name),
    /** The data as a fixture, and the way back. */
    export: () => whole.export(workspace),
    import: (fixture: object) => whole.import(workspace, fixture),
    clock: clockOf(workspace),
    faults: faultsOf(workspace),
    /** What the client sent and got, from the oldest call. */
    requests: (match?: Match): JournalEntry[] => journal.find(match),
    clearRequests: (match?: Match): number => journal.clear(match),
    /** @throws Error that tells the difference and the nearest misses, when the calls did not come as expected */
    verify(calls: Expectation[], { inOrder = false } = {}): void {
      const differences = journal.verify(calls, inOrder)
      if (differences.length) throw new Error(differenceText(differences))
    },
    /** Advice about the client, from what it sent. */
    report: () => journal.report(),
    entities: Object.fromEntries(
      Object.entries(rooms).flatMap(([room, { name, ...rest }]) =>
        'tables' in rest ? [[room, entitiesOf(workspace, name)]] : []
      )
    ) as { [R in StoringRoom]: Entities<Static<Rooms[R]['entity']>> },
    /** Switches or changes the rate limits, which are off at the beginning; counting begins anew. */
    limit(settings: Partial<LimitSettings>): void {
      workspace.rateLimits.clear()
      workspace.rateLimits.settings = { ...workspace.rateLimits.settings, ...settings }
    },
    /** Refuses what the service silently drops, or forgives it again. */
    beStrict(strict = true): void {
      workspace.strict = strict
    },
    /** Makes a further key with chosen scopes, such as `campaigns:read`. */
    makeKey: (scopes: string[]): string => tools.keys.add({ workspace: workspace.name, scopes }),
    revokeKey: (key: string): boolean => tools.keys.revoke(key)
  }
}
