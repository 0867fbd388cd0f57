// What holds for every operation that is built. A new one fails here until requests.ts has a request to it.
import t, { type Test } from 'tap'
import { parseKey } from '../../src/keys/keys.ts'
import { start } from '../start.ts'
import { contract, opening } from './contract.ts'
import { requests } from './requests.ts'

type Client = Awaited<ReturnType<typeof start>>

const ids = Object.keys(requests)
const methods = new Map<string, string>(contract.map(([method, , id]) => [id, method]))

/** Calls an operation as requests.ts says, after what it needs. */
async function request(client: Client, id: string, key = 'mock_default') {
  const [path, body, after] = requests[id] ?? ['']
  if (after) await client.call(methods.get(after) ?? '', `/api/v2${requests[after]?.[0]}`)
  return client.call(methods.get(id) ?? '', `/api/v2${path}`, { body, key })
}

const withScopes = (t: Test, scopes: string[]) =>
  start(t, { keys: new Map(scopes.map((scope) => parseKey(`key-${scope}=default:${scope}`))) })

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

for (const { id, scopes } of every) {
  t.test(`${id} answers`, async (t) => {
    const { status } = await request(await start(t), id)
    t.match(String(status), /^20[0124]$/)
  })

  t.test(`${id} is opened by the scopes that the contract names`, async (t) => {
    const client = await withScopes(t, scopes)
    for (const scope of scopes) t.not((await request(client, id, `key-${scope}`)).status, 401, scope)
  })

  t.test(`${id} is opened by no other`, { skip: !scopes.length && 'every key opens it' }, async (t) => {
    const required = String(scopes[0])
    const [resource = ''] = required.split(':')
    const actions = ['read', 'create', 'update', 'delete', 'all']
    const near = [resource, 'all', 'custom_tags', 'campaigns', 'leads'].flatMap((name) =>
      actions.map((action) => `${name}:${action}`)
    )
    const others = [...new Set(near)].filter((scope) => !scopes.includes(scope))
    t.ok(others.length >= 15)
    const client = await withScopes(t, others)
    for (const scope of others) {
      const { status, body } = await request(client, id, `key-${scope}`)
      t.equal(status, 401, scope)
      // Reported live: the operation's own scope alone is named.
      t.equal(body.message, `Invalid scope. Required: ${required}. Found: ${scope}`)
    }
  })

  // A choice: what a key may not do counts against the limit as well.
  t.test(`${id} is limited: after the key is known, before its scopes are looked at`, async (t) => {
    const client = await withScopes(t, ['api_keys:read'])
    await client.call('PATCH', '/__admin/rate-limits', { body: { enabled: true, per_second: 0 } })
    t.equal((await request(client, id, 'nobody')).status, 401)
    for (const key of ['mock_default', 'key-api_keys:read']) {
      const { status, body } = await request(client, id, key)
      t.equal(status, 429, key)
      // Documented: one says no more than the text.
      const isBare = id === 'testAiReplyLabelLeadLabels'
      const whole = { statusCode: 429, error: 'Too Many Requests', message: 'Rate limit exceeded' }
      t.same(body, isBare ? { error: 'Rate limit exceeded' } : whole)
    }
  })

  t.test(`${id} has a limit of its own where one is set`, async (t) => {
    const client = await start(t)
    await client.call('POST', '/__admin/clock/freeze', { body: { at: '2026-01-15T12:00:00Z' } })
    const operations = { [id]: { per_minute: 1 } }
    await client.call('PATCH', '/__admin/rate-limits', { body: { enabled: true, operations } })
    t.not((await request(client, id)).status, 429)
    t.equal((await request(client, id)).status, 429)
    await client.call('POST', '/__admin/clock/advance', { body: { by: '59999ms' } })
    t.equal((await request(client, id)).status, 429)
    await client.call('POST', '/__admin/clock/advance', { body: { by: '1ms' } })
    t.not((await request(client, id)).status, 429)
  })

  t.test(`${id} tells the time of a clock that was moved`, async (t) => {
    const client = await start(t)
    const before = Date.now()
    await client.call('POST', '/__admin/clock/advance', { body: { by: '20d' } })
    await client.call('POST', '/__admin/clock/advance', { body: { by: '10d' } })
    const date = Date.parse(String((await request(client, id)).headers.date))
    // The header has no milliseconds.
    const earliest = Math.floor(before / 1000) * 1000 + 30 * 86_400_000
    t.ok(date >= earliest && date <= Date.now() + 30 * 86_400_000, new Date(date).toISOString())
  })

  t.test(`${id} is in the journal by its name`, async (t) => {
    const client = await start(t)
    const { status } = await request(client, id)
    const { entries } = (await client.call('GET', '/__admin/journal')).body
    t.match(entries.at(-1), { operation_id: id, status })
  })

  t.test(`${id} can be made to fail, without doing anything`, async (t) => {
    const client = await start(t)
    const state = async () => (await client.call('GET', '/__admin/state')).text
    const before = await state()
    const fault = { operation_id: id, answer: { status: 429 } }
    t.equal((await client.call('POST', '/__admin/faults', { body: fault })).status, 200)
    const [path, body] = requests[id] ?? ['']
    const { status } = await client.call(methods.get(id) ?? '', `/api/v2${path}`, { body })
    t.equal(status, 429)
    t.equal(await state(), before)
  })
}
