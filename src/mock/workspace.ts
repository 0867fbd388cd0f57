import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { clockOf } from '../admin/clock/store.ts'
import { entitiesOf } from '../admin/entities/store.ts'
import { faultsOf } from '../admin/faults/store.ts'
import { differenceText, journalOf } from '../admin/journal/store.ts'
import { limitsOf } from '../admin/rate-limits/store.ts'
import { state } from '../admin/state/store.ts'
import { openKey } from '../http/keys.ts'
import { rooms } from '../resources/index.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { checkCalls, checkFault, checkLimits, checkMatch } from './checked.ts'
import { fetchFrom } from './fetch.ts'
import { checkScopes } from './grants.ts'
import type { Entities, WorkspaceFaults, WorkspaceHandle } from './types.ts'
import { options, trueOrFalse, wholeNumber } from './wanted.ts'

const unnamed = 'unnamed'
const checkCount = wholeNumber(1, 1000)
const checkVerifyOptions = options({ inOrder: trueOrFalse })

/** The workspace as a test holds it. */
export function holdWorkspace(workspace: Workspace, app: FastifyInstance): WorkspaceHandle {
  const { registry, keys, findIgnored } = app.tools
  const { name } = workspace
  const whole = state(app.tools)
  const journal = journalOf(workspace, findIgnored)
  const faults = faultsOf(workspace)
  const isOwn = (key: string) => keys.of(name).some(([secret]) => secret === key)
  return {
    name,
    key: openKey(name),
    fetch: fetchFrom(app, openKey(name)),
    reset: (to) => whole.reset(workspace, to),
    snapshot: (name = unnamed) => whole.snapshot(workspace, name),
    restore: (name = unnamed) => whole.restore(workspace, name),
    async fork(count = 1) {
      checkCount(count, 'fork: count')
      const forks = whole.fork(workspace, whole.freeNames(workspace, count))
      return Promise.all(forks.map(async ({ name }) => holdWorkspace(await registry.open(name), app)))
    },
    export: () => whole.export(workspace),
    import: (fixture) => whole.import(workspace, fixture),
    clock: clockOf(workspace),
    faults: {
      ...faults,
      add(fault) {
        checkFault(fault, 'faults.add: fault')
        return faults.add(fault)
      }
    } as WorkspaceFaults,
    requests(match = {}) {
      checkMatch(match, 'requests: match')
      return journal.find(match)
    },
    clearRequests(match = {}) {
      checkMatch(match, 'clearRequests: match')
      return journal.clear(match)
    },
    verify(calls, options = {}) {
      checkCalls(calls, 'verify: calls')
      checkVerifyOptions(options, 'verify: options')
      const differences = journal.verify(calls, options.inOrder)
      if (differences.length) throw new Error(differenceText(differences))
    },
    report: () => journal.report(),
    entities: allEntities(workspace),
    limit(limits) {
      checkLimits(limits, 'limit: limits')
      limitsOf(workspace).change(limits)
    },
    beStrict(strict = true) {
      trueOrFalse(strict, 'beStrict: strict')
      workspace.strict = strict
    },
    makeKey(scopes) {
      checkScopes(scopes, 'makeKey: scopes')
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
