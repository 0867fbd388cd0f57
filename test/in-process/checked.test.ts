import t, { type Test } from 'tap'
import {
  createInstantlyMock,
  type Expectation,
  type Limits,
  type Match,
  type NewFault
} from '../../src/index.ts'

// Plain JavaScript has no types that keep a caller from what is wrong here; hence each `as`.

async function begin(t: Test) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const workspace = await mock.workspace()
  await workspace.fetch('/api/v2/campaigns')
  return workspace
}
const criteria = 'operation_id, method, path, status, body, query, since'

t.test('expectations that are none are refused, and not taken for met', async (t) => {
  const workspace = await begin(t)
  const call: Expectation = { operation_id: 'listCampaign' }
  const known = `${criteria}, exactly, at_least, at_most`
  const wrong: [calls: unknown, options: unknown, message: string][] = [
    [undefined, {}, 'verify: calls must be array, found undefined'],
    [[], {}, 'verify: calls must NOT have fewer than 1 items, found []'],
    [call, {}, "verify: calls must be array, found { operation_id: 'listCampaign' }"],
    [
      [{ operationId: 'listCampaign', atLeast: 5 }],
      {},
      `verify: calls[0] has operationId: 'listCampaign', wanted only ${known}`
    ],
    [[call, { ...call, exactly: '1' }], {}, "verify: calls[1].exactly must be integer, found '1'"],
    [[call], { in_order: true }, 'verify: options has in_order: true, wanted only inOrder'],
    [[call], { inOrder: 1 }, 'verify: options.inOrder is 1, wanted true or false'],
    [[call], null, 'verify: options is null, wanted an object']
  ]
  for (const [calls, options, message] of wrong) {
    t.throws(() => workspace.verify(calls as Expectation[], options as object), { message })
  }
  workspace.verify([{ ...call, status: undefined }], { inOrder: undefined })
})

t.test('a match that is none finds nothing and costs nothing', async (t) => {
  const workspace = await begin(t)
  const wrong: [match: unknown, message: string][] = [
    [{ operationId: 'nope' }, ` has operationId: 'nope', wanted only ${criteria}`],
    [null, ' must be object, found null'],
    [{ query: 'limit=1' }, ".query must be object, found 'limit=1'"],
    [{ since: -1 }, '.since must be >= 0 or must be string, found -1'],
    [{ path: ['x'.repeat(100)] }, `.path must be string, found [ '${'x'.repeat(77)}…`]
  ]
  for (const [match, message] of wrong) {
    t.throws(() => workspace.requests(match as Match), { message: `requests: match${message}` })
    t.throws(() => workspace.clearRequests(match as Match), { message: `clearRequests: match${message}` })
  }
  t.equal(workspace.requests({ operation_id: 'listCampaign' }).length, 1)
})

t.test('faults that are none are refused, also with force', async (t) => {
  const workspace = await begin(t)
  const rule = 'operation_id, method, path, calls, every, delay_ms, answer, connection'
  const wrong: [fault: unknown, message: string][] = [
    [
      { connection: 'explode' },
      ".connection must be one of stall, close, reset, truncate, malform, found 'explode'"
    ],
    [{ times: 2, delay_ms: 1 }, ` has times: 2, wanted only ${rule}, force`],
    [{ delay: 500 }, ` has delay: 500, wanted only ${rule}, force`],
    [{ answer: {} }, ".answer must have required property 'status', found {}"],
    [{ answer: { status: 999 }, force: true }, '.answer.status must be <= 599, found 999'],
    [{ answer: { status: 429, headers: {} } }, '.answer has headers: {}, wanted only status, body'],
    [undefined, ' must be object, found undefined']
  ]
  for (const [fault, message] of wrong) {
    const add = () => workspace.faults.add(fault as NewFault)
    t.throws(add, { message: `faults.add: fault${message}` })
  }
  t.same(workspace.faults.list(), [])
  t.equal((await workspace.fetch('/api/v2/campaigns')).status, 200)
})

t.test('limits that are none change nothing', async (t) => {
  const workspace = await begin(t)
  const known = 'enabled, per_second, per_minute, per_hour, per_30_days, operations'
  const wrong: [limits: unknown, message: string][] = [
    [{ enabled: true, per_minute: 'x' }, ".per_minute must be integer, found 'x'"],
    [{ per_second: -1 }, '.per_second must be >= 0, found -1'],
    [{ per_minutes: 3 }, ` has per_minutes: 3, wanted only ${known}`],
    [{ enabled: 'yes' }, ".enabled must be boolean, found 'yes'"],
    [{ operations: ['listCampaign'] }, ".operations must be object, found [ 'listCampaign' ]"],
    [
      { operations: { listCampaign: { per_day: 1 } } },
      '.operations.listCampaign has per_day: 1, wanted only per_second, per_minute, per_hour, per_30_days'
    ]
  ]
  for (const [limits, message] of wrong) {
    t.throws(() => workspace.limit(limits as Limits), { message: `limit: limits${message}` })
  }
  t.equal((await workspace.fetch('/api/v2/campaigns')).status, 200)
})

t.test('counts, scopes and strictness that are none are refused', async (t) => {
  const workspace = await begin(t)
  for (const count of [-1, 0, 1001, 'x', null]) {
    await t.rejects(workspace.fork(count as number), {
      message: /^fork: count is .*, wanted a whole number from 1 to 1000$/
    })
  }
  for (const scopes of [undefined, [], 'campaigns:read']) {
    t.throws(() => workspace.makeKey(scopes as string[]), {
      message: /^makeKey: scopes is .*, wanted scopes such as \['campaigns:read'\]$/
    })
  }
  t.throws(() => workspace.makeKey(['campaigns:read', 'campaigns:everything']), {
    message: /^makeKey: scopes\[1\] is 'campaigns:everything', wanted <resource>:<read\|/
  })
  t.throws(() => workspace.makeKey(JSON.parse('[1]')), { message: /^makeKey: scopes\[0\] is 1, wanted/ })
  t.throws(() => workspace.beStrict(JSON.parse('"no"')), {
    message: "beStrict: strict is 'no', wanted true or false"
  })
})
