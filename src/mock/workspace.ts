import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { clockOf } from '../admin/clock/store.ts'
import { entitiesOf } from '../admin/entities/store.ts'
import { faultsOf } from '../admin/faults/store.ts'
import { differenceText, journalOf } from '../admin/journal/store.ts'
import { limitsOf } from '../admin/rate-limits/store.ts'
import { state } from '../admin/state/store.ts'
import { badRequest } from '../errors.ts'
import { openKey } from '../http/keys.ts'
import { isScope } from '../http/scopes.ts'
import { rooms } from '../resources/index.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { fetchFrom } from './fetch.ts'
import type { Entities, WorkspaceFaults, WorkspaceHandle } from './types.ts'

const unnamed = 'unnamed'

/** The workspace as a test holds it. */
export function holdWorkspace(workspace: Workspace, app: FastifyInstance): WorkspaceHandle {
  const { registry, keys, findIgnored } = app.tools
  const { name } = workspace
  const whole = state(app.tools)
  const journal = journalOf(workspace, findIgnored)
  const isOwn = (key: string) => keys.of(name).some(([secret]) => secret === key)
  return {
    name,
    key: openKey(name),
    fetch: fetchFrom(app, openKey(name)),
    reset: (to) => whole.reset(workspace, to),
    snapshot: (name = unnamed) => whole.snapshot(workspace, name),
    restore: (name = unnamed) => whole.restore(workspace, name),
    async fork(count = 1) {
      const forks = whole.fork(workspace, whole.freeNames(workspace, count))
      return Promise.all(forks.map(async ({ name }) => holdWorkspace(await registry.open(name), app)))
    },
    export: () => whole.export(workspace),
    import: (fixture) => whole.import(workspace, fixture),
    clock: clockOf(workspace),
    faults: faultsOf(workspace) as WorkspaceFaults,
    requests: (match) => journal.find(match),
    clearRequests: (match) => journal.clear(match),
    verify(calls, { inOrder = false } = {}) {
      const differences = journal.verify(calls, inOrder)
      if (differences.length) throw new Error(differenceText(differences))
    },
    report: () => journal.report(),
    entities: allEntities(workspace),
    limit(limits) {
      limitsOf(workspace).change(limits)
    },
    beStrict(strict = true) {
      workspace.strict = strict
    },
    makeKey(scopes) {
      const unknown = scopes.find((scope) => !isScope(scope))
      if (unknown !== undefined)
        throw badRequest(`The scope is ${unknown}, wanted one such as campaigns:read`)
      return keys.add({ workspace: name, scopes })
    },
    revokeKey: (key) => isOwn(key) && keys.revoke(key)
  }
}

type Rooms = typeof rooms
type StoringRoom = { [R in keyof Rooms]: Rooms[R] extends { tables: string } ? R : never }[keyof Rooms]
type AllEntities = { [R in StoringRoom]: Entities<Static<Rooms[R]['entity']>> }

function allEntities(workspace: Workspace): AllEntities {
  const storing = Object.entries(rooms).filter(([, room]) => 'tables' in room)
  return Object.fromEntries(
    storing.map(([key, { name }]) => [key, entitiesOf(workspace, name)])
  ) as unknown as AllEntities
}
