import t, { type Test } from 'tap'
import {
  createInstantlyMock,
  type Expectation,
  type Limits,
  type Match,
  type NewFault
} from '../../src/index.ts'

// Plain JavaScript has no types that prevent these mistakes; hence each `as`.

async function begin(t: Test) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const workspace = await mock.workspace()
  await workspace.fetch('/api/v2/campaigns')
  return workspace
}
const criteria = 'operation_id, method, path, status, body, query, since'

t.test('invalid expectations are refused rather than considered met', async (t) => {
  const workspace = await begin(t)
  const call: Expectation = { operation_id: 'listCampaign' }
  const known = `${criteria}, exactly, at_least, at_most`
  const wrong: [calls: unknown, options: unknown, message: string][] = [
    [undefined, {}, 'verify: calls is undefined, wanted a list of 1 to 1000'],
    [[], {}, 'verify: calls is [], wanted a list of 1 to 1000'],
    [call, {}, "verify: calls is { operation_id: 'listCampaign' }, wanted a list of 1 to 1000"],
    [
      [{ operationId: 'listCampaign', atLeast: 5 }],
      {},
      `verify: calls[0] has operationId: 'listCampaign', wanted only ${known}`
    ],
    [
      [call, { ...call, exactly: '1' }],
      {},
      "verify: calls[1].exactly is '1', wanted a whole number of at least 0"
    ],
    [[call], { in_order: true }, 'verify: options has in_order: true, wanted only inOrder'],
    [[call], { inOrder: 1 }, 'verify: options.inOrder is 1, wanted true or false'],
    [[call], null, 'verify: options is null, wanted an object']
  ]
  for (const [calls, options, message] of wrong) {
    t.throws(() => workspace.verify(calls as Expectation[], options as object), { message })
  }
  workspace.verify([{ ...call, status: undefined }], { inOrder: undefined })
})

t.test('an invalid match finds nothing and has no effect', async (t) => {
  const workspace = await begin(t)
  const wrong: [match: unknown, message: string][] = [
    [{ operationId: 'nope' }, ` has operationId: 'nope', wanted only ${criteria}`],
    [null, ' is null, wanted an object'],
    [{ query: 'limit=1' }, ".query is 'limit=1', wanted an object"],
    [
      { since: -1 },
      '.since is -1, wanted a whole number of at least 0, or an instant from 1970 to 9998 such as 2026-01-15T09:30:00Z'
    ],
    [{ path: ['x'.repeat(100)] }, `.path is [ '${'x'.repeat(77)}…, wanted a text`]
  ]
  for (const [match, message] of wrong) {
    t.throws(() => workspace.requests(match as Match), { message: `requests: match${message}` })
    t.throws(() => workspace.clearRequests(match as Match), { message: `clearRequests: match${message}` })
  }
  t.equal(workspace.requests({ operation_id: 'listCampaign' }).length, 1)
})

t.test('invalid faults are refused, also with force', async (t) => {
  const workspace = await begin(t)
  const rule = 'operation_id, method, path, calls, every, delay_ms, answer, connection'
  const wrong: [fault: unknown, message: string][] = [
    [
      { connection: 'explode' },
      ".connection is 'explode', wanted one of stall, close, reset, truncate, malform"
    ],
    [{ times: 2, delay_ms: 1 }, ` has times: 2, wanted only ${rule}, force`],
    [{ delay: 500 }, ` has delay: 500, wanted only ${rule}, force`],
    [{ answer: {} }, '.answer.status is missing, wanted a whole number from 200 to 599'],
    [
      { answer: { status: 999 }, force: true },
      '.answer.status is 999, wanted a whole number from 200 to 599'
    ],
    [{ answer: { status: 429, header: {} } }, '.answer has header: {}, wanted only status, headers, body'],
    [{ answer: { status: 429, body: 1n } }, '.answer.body is 1n, wanted what JSON can hold'],
    [undefined, ' is undefined, wanted an object']
  ]
  for (const [fault, message] of wrong) {
    const add = () => workspace.faults.add(fault as NewFault)
    t.throws(add, { message: `faults.add: fault${message}` })
  }
  t.same(workspace.faults.list(), [])
  t.equal((await workspace.fetch('/api/v2/campaigns')).status, 200)
})

t.test('invalid limits change nothing', async (t) => {
  const workspace = await begin(t)
  const known = 'enabled, per_second, per_minute, per_hour, per_30_days, operations'
  const wrong: [limits: unknown, message: string][] = [
    [{ enabled: true, per_minute: 'x' }, ".per_minute is 'x', wanted a whole number of at least 0"],
    [{ per_second: -1 }, '.per_second is -1, wanted a whole number of at least 0'],
    [{ per_minutes: 3 }, ` has per_minutes: 3, wanted only ${known}`],
    [{ enabled: 'yes' }, ".enabled is 'yes', wanted true or false"],
    [{ operations: ['listCampaign'] }, ".operations is [ 'listCampaign' ], wanted an object"],
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

t.test('invalid counts, scopes and strictness are refused', async (t) => {
  const workspace = await begin(t)
  for (const count of [-1, 0, 1001, 'x', null]) {
    await t.rejects(workspace.fork(count as number), {
      message: /^fork: count is .*, wanted a whole number from 1 to 1000$/
    })
  }
  for (const scopes of [undefined, [], 'campaigns:read']) {
    t.throws(() => workspace.makeKey(scopes as string[]), {
      message: /^makeKey: scopes is .*, wanted a list such as \[ 'campaigns:read', /
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

// In process there is no answer to look at: the error has what HTTP would answer.
t.test('every refusal is an InstantlyMockError with a status code', async (t) => {
  const data = t.testdir()
  const mock = await createInstantlyMock({ port: false, fixture: 'small', data })
  t.teardown(() => mock.close())
  const workspace = await mock.workspace()
  mock.intercept()
  for (const [statusCode, refused] of [
    [400, () => workspace.reset('nowhere')],
    [400, () => workspace.faults.add({ operation_id: 'listCampain' } as never)],
    [400, () => workspace.clock.advance('soon')],
    [400, () => workspace.import({ campaigns: [{}] })],
    [400, () => mock.workspace('')],
    [400, () => createInstantlyMock({ seedsize: 1 } as never)],
    [404, () => workspace.restore('nowhere')],
    [404, () => workspace.faults.read('fault-1')],
    [404, () => workspace.entities.campaigns.read('nowhere')],
    [409, () => mock.intercept()],
    [409, () => createInstantlyMock({ port: false, data })]
  ] as const) {
    await t.rejects(async () => refused(), { name: 'InstantlyMockError', statusCode }, String(refused))
  }
})

t.test('invalid names of fixtures and snapshots are refused and change nothing', async (t) => {
  const workspace = await begin(t)
  workspace.entities.campaigns.make()
  const before = workspace.export()
  for (const name of [null, 5, {}]) {
    await t.rejects(workspace.reset(name as string), { message: /^reset: to is .*, wanted a text/ })
    t.throws(() => workspace.snapshot(name as string), { message: /^snapshot: name is .*, wanted a text/ })
    t.throws(() => workspace.restore(name as string), { message: /^restore: name is .*, wanted a text/ })
  }
  t.throws(() => workspace.entities.campaigns.patch('x', null as unknown as object), {
    message: 'body is null, wanted an object'
  })
  t.throws(() => workspace.entities.campaigns.put(5 as never), { message: 'body is 5, wanted an object' })
  t.same(workspace.export(), before)
})

t.test('arguments and results are copies: changing them changes no workspace', async (t) => {
  const workspace = await begin(t)
  const { faults } = workspace
  const given: NewFault = { operation_id: 'listCampaign', answer: { status: 402, body: { a: 1 } } }
  const added = faults.add(given)
  const scopes = ['campaigns:read']
  const key = workspace.makeKey(scopes)
  scopes.push('all:all')
  const change = (value: object) =>
    Object.assign(value, { operation_id: 'createCampaign', answer: { status: 200 } })
  change(given)
  for (const taken of [added, ...faults.list(), faults.read(added.id), faults.release(added.id)])
    change(taken)
  t.match(faults.list(), [{ operation_id: 'listCampaign', answer: { status: 402, body: { a: 1 } } }])
  t.equal((await workspace.fetch('/api/v2/campaigns')).status, 402)
  const headers = { authorization: `Bearer ${key}` }
  t.equal((await workspace.fetch('/api/v2/custom-tags', { headers })).status, 401)
  const [call] = workspace.requests({ status: 402 })
  Object.assign(Object(call), { status: 200 })
  Object.assign(Object(call).answer, { a: 2 })
  t.match(workspace.requests({ status: 402 }), [{ status: 402, answer: { a: 1 } }])
})

t.test("a key that is another workspace's own is refused", async (t) => {
  const keys = { mock_b: { workspace: 'a', scopes: ['all:all'] } }
  await t.rejects(createInstantlyMock({ port: false, keys }), {
    message: 'createInstantlyMock: options.keys: mock_b opens the workspace b, wanted another secret for a'
  })
})
