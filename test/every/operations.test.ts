// What holds for every operation that is built. A new one fails here until requests.ts has a request to it.
import t from 'tap'
import { parseKey } from '../../src/keys/keys.ts'
import { start } from '../start.ts'
import { contract, opening } from './contract.ts'
import { requests } from './requests.ts'

type Call = Awaited<ReturnType<typeof start>>['call']

const ids = Object.keys(requests)
const methods = new Map<string, string>(contract.map(([method, , id]) => [id, method]))

/** Calls an operation as requests.ts says, after what it needs, which a key of the same workspace may do. */
async function request(call: Call, id: string, key: string, mayDoAll = key) {
  const [path, body, after] = requests[id] ?? ['']
  if (after) await call(methods.get(after) ?? '', `/api/v2${requests[after]?.[0]}`, { key: mayDoAll })
  return call(methods.get(id) ?? '', `/api/v2${path}`, { body, key })
}

const actions = ['read', 'create', 'update', 'delete', 'all']

/** Scopes like those that open an operation, none of which does. */
function othersThan(scopes: string[]): string[] {
  const [resource = ''] = scopes[0]?.split(':') ?? []
  const resources = [resource, 'all', 'custom_tags', 'campaigns', 'leads']
  const near = resources.flatMap((name) => actions.map((action) => `${name}:${action}`))
  return [...new Set(near)].filter((scope) => !scopes.includes(scope))
}

const every = contract.flatMap(([, , id, scopes]) => (requests[id] ? [{ id, scopes: opening(scopes) }] : []))

t.test('every operation that is built has a request here, and no other has', async (t) => {
  const { call } = await start(t)
  const built: string[] = []
  for (const [method, path, id] of contract) {
    const { status } = await call(method, path.replaceAll(/\{\w+\}/g, 'x'))
    if (status !== 501) built.push(id)
  }
  t.strictSame(built.toSorted(), ids.toSorted())
})

// One server for each operation, and a workspace of it for each test.
for (const { id, scopes } of every) {
  t.test(id, async (t) => {
    const others = scopes.length ? othersThan(scopes) : []
    const keys = [...scopes, ...others].map((scope) => parseKey(`key-${scope}=scopes:${scope}`))
    const { call } = await start(t, { keys: new Map([...keys, parseKey('narrow=limited:api_keys:read')]) })

    t.test('answers', async (t) => {
      // Where requests.ts names a workspace, it is this one.
      const { status } = await request(call, id, 'mock_default')
      t.match(String(status), /^20[0124]$/)
    })

    t.test('is opened by the scopes that the contract names', async (t) => {
      for (const scope of scopes) {
        t.not((await request(call, id, `key-${scope}`, 'mock_scopes')).status, 401, scope)
      }
    })

    t.test('is opened by no other', { skip: !scopes.length && 'every key opens it' }, async (t) => {
      t.ok(others.length >= 15)
      for (const scope of others) {
        const { status, body } = await request(call, id, `key-${scope}`, 'mock_scopes')
        t.equal(status, 401, scope)
        // Reported live: the operation's own scope alone is named.
        t.equal(body.message, `Invalid scope. Required: ${scopes[0]}. Found: ${scope}`)
      }
    })

    // A choice: calls without the required scope count against the limit as well.
    t.test('is limited: after the key is known, before its scopes are looked at', async (t) => {
      const mayDoAll = 'mock_limited'
      await call('PATCH', '/__admin/rate-limits', { key: mayDoAll, body: { enabled: true, per_second: 0 } })
      t.equal((await request(call, id, 'nobody', mayDoAll)).status, 401)
      for (const key of [mayDoAll, 'narrow']) {
        const { status, body } = await request(call, id, key, mayDoAll)
        t.equal(status, 429, key)
        // Documented: one of them has only the text.
        const isBare = id === 'testAiReplyLabelLeadLabels'
        const whole = { statusCode: 429, error: 'Too Many Requests', message: 'Rate limit exceeded' }
        t.same(body, isBare ? { error: 'Rate limit exceeded' } : whole)
      }
    })

    t.test('has its own rate limit if one is set', async (t) => {
      const key = 'mock_own-limit'
      const advance = (by: string) => call('POST', '/__admin/clock/advance', { key, body: { by } })
      await call('POST', '/__admin/clock/freeze', { key, body: { at: '2026-01-15T12:00:00Z' } })
      const operations = { [id]: { per_minute: 1 } }
      await call('PATCH', '/__admin/rate-limits', { key, body: { enabled: true, operations } })
      t.not((await request(call, id, key)).status, 429)
      t.equal((await request(call, id, key)).status, 429)
      await advance('59999ms')
      t.equal((await request(call, id, key)).status, 429)
      await advance('1ms')
      t.not((await request(call, id, key)).status, 429)
    })

    t.test('has the Date of a clock that was moved', async (t) => {
      const key = 'mock_clock'
      const before = Date.now()
      await call('POST', '/__admin/clock/advance', { key, body: { by: '20d' } })
      await call('POST', '/__admin/clock/advance', { key, body: { by: '10d' } })
      const date = Date.parse(String((await request(call, id, key)).headers.date))
      // The header has no milliseconds.
      const earliest = Math.floor(before / 1000) * 1000 + 30 * 86_400_000
      t.ok(date >= earliest && date <= Date.now() + 30 * 86_400_000, new Date(date).toISOString())
    })

    t.test('is in the journal by its name', async (t) => {
      const key = 'mock_journal'
      const { status } = await request(call, id, key)
      const { entries } = (await call('GET', '/__admin/journal', { key })).body
      t.match(entries.at(-1), { operation_id: id, status })
    })

    t.test('can be made to fail, without doing anything', async (t) => {
      const key = 'mock_fault'
      const state = async () => (await call('GET', '/__admin/state', { key })).text
      const before = await state()
      const body = { operation_id: id, answer: { status: 429 } }
      t.equal((await call('POST', '/__admin/faults', { key, body })).status, 200)
      const [path, sent] = requests[id] ?? ['']
      const { status } = await call(methods.get(id) ?? '', `/api/v2${path}`, { key, body: sent })
      t.equal(status, 429)
      t.equal(await state(), before)
    })
  })
}
