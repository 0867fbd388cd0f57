import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { clockOf } from '../controls/clock/verbs.ts'
import { faultsOf } from '../controls/faults/verbs.ts'
import { differenceText, journalOf } from '../controls/journal/verbs.ts'
import { limitsOf } from '../controls/rate-limits/verbs.ts'
import { openKey } from '../keys/keys.ts'
import { resources } from '../resources/index.ts'
import { entitiesOf } from '../workspace/entities.ts'
import { state } from '../workspace/state.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { options, trueOrFalse, wholeNumber } from './arguments.ts'
import { checkCalls, checkFault, checkLimits, checkMatch } from './checked.ts'
import { fetchFrom } from './fetch.ts'
import { checkScopes } from './grants.ts'
import type { Entities, WorkspaceFaults, WorkspaceHandle } from './types.ts'

const unnamed = 'unnamed'
const checkCount = wholeNumber(1, 1000)
const checkVerifyOptions = options({ inOrder: trueOrFalse })

/** The workspace as a test holds it. */
export function holdWorkspace(workspace: Workspace, app: FastifyInstance): WorkspaceHandle {
  const { registry, keys, findUnknownFields } = app.services
  const { name } = workspace
  const whole = state(app.services)
  const journal = journalOf(workspace, findUnknownFields)
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

type Resources = typeof resources
type StoringRoom = {
  [R in keyof Resources]: Resources[R] extends { tables: string } ? R : never
}[keyof Resources]
type AllEntities = { [R in StoringRoom]: Entities<Static<Resources[R]['entity']>> }

function allEntities(workspace: Workspace): AllEntities {
  const storing = Object.entries(resources).filter(([, resource]) => 'tables' in resource)
  return Object.fromEntries(
    storing.map(([key, { name }]) => [key, entitiesOf(workspace, name)])
  ) as unknown as AllEntities
}
