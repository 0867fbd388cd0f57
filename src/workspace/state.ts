import { hash } from 'node:crypto'
import { documentedLimits } from '../controls/rate-limits/engine.ts'
import { ApiError, badRequest } from '../errors.ts'
import { type Keys, openKey } from '../keys/keys.ts'
import { keptResources } from '../resources/index.ts'
import { fixtureOf, isBundledName } from './fixture.ts'
import type { Registry } from './registry.ts'
import type { Snapshot, Workspace } from './workspace.ts'

/** A workspace's whole state: reset, snapshots, forks, export and import. */
export const state = ({ registry, keys }: { registry: Registry; keys: Keys }) => ({
  /**
   * Resets data, ids, clock, journal, faults, limits, strictness and keys. Snapshots stay. Calls that a fault still stalls
   * end without an answer, because their world is gone.
   * @param to a bundled fixture to start from instead, such as `empty`
   */
  async reset(workspace: Workspace, to?: string): Promise<void> {
    if (to !== undefined && !isBundledName(to))
      throw badRequest(`The fixture is ${to}, wanted a name such as empty`)
    workspace.load(await registry.begin(to))
    workspace.clock.run()
    workspace.journal.clear()
    workspace.faults.abandon()
    workspace.rateLimits.clear()
    workspace.rateLimits.settings = documentedLimits()
    workspace.strict = false
    keys.reset(workspace.name)
  },
  snapshot(workspace: Workspace, name: string): void {
    workspace.snapshots.set(name, { image: workspace.image(), clock: workspace.clock.state })
  },
  /** Restores data, ids and clock; journal and faults stay. */
  restore(workspace: Workspace, name: string): void {
    const { image, clock } = snapshotOf(workspace, name)
    workspace.load(image)
    workspace.clock.restore(clock)
    workspace.arm()
  },
  forget(workspace: Workspace, name: string): void {
    snapshotOf(workspace, name)
    workspace.snapshots.delete(name)
  },
  /** Creates workspaces that start as copies of this one, clock included. */
  fork(workspace: Workspace, names: string[]): { name: string; key: string }[] {
    const taken = names.find((name, index) => registry.has(name) || names.indexOf(name) !== index)
    if (taken !== undefined) throw new ApiError(409, `There is already a workspace ${taken}`)
    const image = workspace.image()
    const made: string[] = []
    try {
      for (const name of names) {
        registry.create(name, image).clock.restore(workspace.clock.state)
        made.push(name)
      }
    } catch (error) {
      // All or none, so that the call can be retried with the same names.
      made.forEach(registry.drop)
      throw error
    }
    return names.map((name) => ({ name, key: openKey(name) }))
  },
  /** The given number of unused names, derived from this workspace's. */
  freeNames(workspace: Workspace, count: number): string[] {
    const names: string[] = []
    for (let number = 1; names.length < count; number += 1) {
      const name = `${workspace.name.slice(0, 50)}-fork-${number}`
      if (!registry.has(name)) names.push(name)
    }
    return names
  },
  /** The data as a fixture, for an import or an initial state. It does not include shares of campaigns. */
  export(workspace: Workspace): Record<string, unknown> {
    const entities = keptResources.map(([, { name, collection }]) => [name, collection(workspace).all()])
    return { organization: workspace.organization, ...Object.fromEntries(entities) }
  },
  /** Replaces the data with the fixture's; an invalid fixture changes nothing. */
  async import(workspace: Workspace, fixture: unknown): Promise<void> {
    requireBounded(fixture)
    const image = await registry.begin(fixtureOf(fixture, 'body'), idsAfter(workspace, fixture))
    workspace.load(image)
  }
})

function snapshotOf({ snapshots }: Workspace, name: string): Snapshot {
  const snapshot = snapshots.get(name)
  if (snapshot) return snapshot
  const known = snapshots.size ? `there are ${[...snapshots.keys()].join(', ')}` : 'there are none'
  throw new ApiError(404, `No snapshot ${name}: ${known}`)
}

/** More do not fit into a workspace, and validating them would block all other requests. */
const MOST_ENTITIES = 1_000_000

function requireBounded(fixture: unknown): void {
  const lists = Object.values(Object(fixture)).filter(Array.isArray)
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  if (count <= MOST_ENTITIES) return
  throw new ApiError(413, `The fixture holds ${count} entities, wanted at most ${MOST_ENTITIES}`)
}

/**
 * Where ids continue after an import. No id issued here may be issued again, nor one that was imported and has since been
 * removed, so each set of imported ids has its own starting point.
 */
function idsAfter({ ids }: Workspace, fixture: unknown): number {
  const keys = keptResources.flatMap(([, { name, key }]) =>
    [Object(fixture)[name] ?? []].flat().map((entity) => Object(entity)[key])
  )
  return ids.used + Number.parseInt(hash('sha256', keys.join()).slice(0, 7), 16)
}
