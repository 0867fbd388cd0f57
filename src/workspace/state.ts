import { hash } from 'node:crypto'
import { documentedLimits } from '../controls/rate-limits/engine.ts'
import { ApiError, badRequest } from '../errors.ts'
import { type Keys, openKey } from '../keys/keys.ts'
import { keptResources } from '../resources/index.ts'
import { fixtureOf, isBundledName } from './fixture.ts'
import type { Registry } from './registry.ts'
import type { Snapshot, Workspace } from './workspace.ts'

/** A workspace's state as a whole: where it begins, what it was, and copies of it. */
export const state = ({ registry, keys }: { registry: Registry; keys: Keys }) => ({
  /**
   * The workspace as it was when it was made: its data, ids, clock, journal, faults, limits, strictness and keys. Its
   * snapshots stay. Calls that a fault still holds up end without an answer, as they were made to the world before.
   * @param to where the data begins instead: a fixture that comes with the program, such as `empty`
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
  /** The data, ids and clock as they were; journal and faults stay. */
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
  /** Further workspaces that begin as this one is now, its clock included. */
  fork(workspace: Workspace, names: string[]): { name: string; key: string }[] {
    const taken = names.find((name, index) => registry.has(name) || names.indexOf(name) !== index)
    if (taken !== undefined) throw new ApiError(409, `There is a workspace ${taken} already`)
    const image = workspace.image()
    const made: string[] = []
    try {
      for (const name of names) {
        registry.create(name, image).clock.restore(workspace.clock.state)
        made.push(name)
      }
    } catch (error) {
      // All or none, so that the same names can be tried again.
      made.forEach(registry.drop)
      throw error
    }
    return names.map((name) => ({ name, key: openKey(name) }))
  },
  /** So many names that no workspace has, made from this one's. */
  freeNames(workspace: Workspace, count: number): string[] {
    const names: string[] = []
    for (let number = 1; names.length < count; number += 1) {
      const name = `${workspace.name.slice(0, 50)}-fork-${number}`
      if (!registry.has(name)) names.push(name)
    }
    return names
  },
  /** The data as a fixture, which a workspace can begin as or import. Shares of campaigns are not part of it. */
  export(workspace: Workspace): Record<string, unknown> {
    const entities = keptResources.map(([, { name, collection }]) => [name, collection(workspace).all()])
    return { organization: workspace.organization, ...Object.fromEntries(entities) }
  },
  /** Becomes what the fixture says, or stays as it is where the fixture is not one. */
  async import(workspace: Workspace, fixture: unknown): Promise<void> {
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

/**
 * Where ids go on after an import: none that was given here is given again, nor one that came from elsewhere, was removed
 * and is not seen any more. So they begin at another place for each set of ids that comes in.
 */
function idsAfter({ ids }: Workspace, fixture: unknown): number {
  const keys = keptResources.flatMap(([, { name, key }]) =>
    [Object(fixture)[name] ?? []].flat().map((entity) => Object(entity)[key])
  )
  return ids.used + Number.parseInt(hash('sha256', keys.join()).slice(0, 7), 16)
}
