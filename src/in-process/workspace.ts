import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { At, By, To } from '../controls/clock/schema.ts'
import { clockOf } from '../controls/clock/verbs.ts'
import { HoldDue, RunDue } from '../controls/due/schema.ts'
import { dueOf } from '../controls/due/verbs.ts'
import { NewFault } from '../controls/faults/schema.ts'
import { faultsOf } from '../controls/faults/verbs.ts'
import { Inbound } from '../controls/inbound/schema.ts'
import { Match, Verify } from '../controls/journal/schema.ts'
import { journalOf } from '../controls/journal/verbs.ts'
import { PlanChanges } from '../controls/plan/schema.ts'
import { planOf } from '../controls/plan/verbs.ts'
import { LimitChanges } from '../controls/rate-limits/schema.ts'
import { limitsOf } from '../controls/rate-limits/verbs.ts'
import { openKey } from '../keys/keys.ts'
import { Scopes } from '../keys/schema.ts'
import { keptResources } from '../resources/index.ts'
import { entitiesOf } from '../workspace/entities.ts'
import { state } from '../workspace/state.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { check, instantText } from './arguments.ts'
import { fetchFrom } from './fetch.ts'
import { FixtureName, ForkCount, MoveOptions, SnapshotName, VerifyOptions } from './options.ts'
import { heldSimulation } from './simulation.ts'
import type { WorkspaceEntities, WorkspaceHandle } from './types.ts'
import { requireVerified } from './verified.ts'
import { holdWebhooks } from './webhooks.ts'

const unnamed = 'unnamed'

/** The workspace's API for tests. */
export function holdWorkspace(workspace: Workspace, app: FastifyInstance): WorkspaceHandle {
  const { registry, keys } = app.services
  const { name } = workspace
  const whole = state(app.services)
  const journal = journalOf(workspace, app.services)
  const clock = clockOf(workspace)
  const due = dueOf(workspace)
  const faults = faultsOf(workspace)
  const plan = planOf(workspace)
  const close = async () => {
    registry.drop(name)
    keys.reset(name)
  }
  const isOwn = (key: string) => keys.of(name).some(([secret]) => secret === key)
  return {
    name,
    key: openKey(name),
    fetch: fetchFrom(app, openKey(name)),
    async reset(to) {
      if (to !== undefined) check(FixtureName, to, 'reset: to')
      await whole.reset(workspace, to)
    },
    snapshot(name = unnamed) {
      check(SnapshotName, name, 'snapshot: name')
      whole.snapshot(workspace, name)
    },
    restore(name = unnamed) {
      check(SnapshotName, name, 'restore: name')
      whole.restore(workspace, name)
    },
    async fork(count = 1) {
      check(ForkCount, count, 'fork: count')
      const forks = whole.fork(workspace, whole.freeNames(workspace, count))
      return Promise.all(forks.map(async ({ name }) => holdWorkspace(await registry.open(name), app)))
    },
    export: () => whole.export(workspace),
    import: (fixture) => whole.import(workspace, fixture),
    clock: {
      ...clock,
      freeze(given, options = {}) {
        const at = given === undefined ? undefined : instantText(given)
        if (at !== undefined) check(At, at, 'clock.freeze: at')
        check(MoveOptions, options, 'clock.freeze: options')
        return clock.freeze(at, options)
      },
      set(given, options = {}) {
        const to = instantText(given)
        check(To, to, 'clock.set: to')
        check(MoveOptions, options, 'clock.set: options')
        return clock.set(to, options)
      },
      advance(given, options = {}) {
        const by = typeof given === 'number' ? `${given}ms` : given
        check(By, by, 'clock.advance: by')
        check(MoveOptions, options, 'clock.advance: options')
        return clock.advance(by, options)
      }
    },
    due: {
      ...due,
      run(which = {}) {
        check(RunDue, which, 'due.run: which')
        return due.run(which)
      },
      hold(what) {
        check(HoldDue, what, 'due.hold: what')
        return due.hold(what)
      }
    },
    simulation: heldSimulation(workspace),
    faults: {
      ...faults,
      add(fault) {
        check(NewFault, fault, 'faults.add: fault')
        return faults.add(fault)
      }
    },
    requests(match = {}) {
      check(Match, match, 'requests: match')
      return journal.find(match)
    },
    forgottenRequests: () => journal.forgotten().forgotten ?? 0,
    clearRequests(match = {}) {
      check(Match, match, 'clearRequests: match')
      return journal.clear(match)
    },
    verify(calls, options = {}) {
      check(Verify.properties.calls, calls, 'verify: calls')
      check(VerifyOptions, options, 'verify: options')
      requireVerified(journal.verify(calls, options.inOrder))
    },
    report: () => journal.report(),
    entities: allEntities(workspace),
    inbound(mail) {
      check(Inbound, mail, 'inbound: mail')
      return workspace.emails.receive(mail).value
    },
    limit(limits) {
      check(LimitChanges, limits, 'limit: limits')
      limitsOf(workspace).change(limits)
    },
    plan: {
      ...plan,
      change(changes) {
        check(PlanChanges, changes, 'plan.change: changes')
        return plan.change(changes)
      }
    },
    webhooks: holdWebhooks(workspace),
    beStrict(strict = true) {
      check(Type.Boolean(), strict, 'beStrict: strict')
      workspace.strict = strict
    },
    makeKey(scopes) {
      check(Scopes, scopes, 'makeKey: scopes')
      return keys.add({ workspace: name, scopes })
    },
    revokeKey: (key) => isOwn(key) && keys.revoke(key),
    close,
    [Symbol.asyncDispose]: close
  }
}

function allEntities(workspace: Workspace): WorkspaceEntities {
  const entries = keptResources.map(([key, { name }]) => [key, entitiesOf(workspace, name)])
  return Object.fromEntries(entries) as WorkspaceEntities
}
