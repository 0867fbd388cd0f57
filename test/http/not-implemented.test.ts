import t from 'tap'
import { operations } from '../../src/contract.ts'
import { parseKey } from '../../src/keys/keys.ts'
import { start } from '../start.ts'

type Document = { paths?: Record<string, Record<string, { operationId?: string }>> }

/** The operationIds of a document. */
const idsIn = ({ paths = {} }: Document) =>
  Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))

/** A path that can be called: its parameters filled in. */
const callable = (path: string) =>
  path.replace('{email}', 'anna@example.com').replace(/\{\w+\}/g, '11111111-1111-4111-8111-111111111111')

async function server(t: Parameters<typeof start>[0]) {
  const started = await start(t, { keys: new Map([parseKey('narrow=default:audit_logs:read')]) })
  const built = new Set(idsIn((await started.call('GET', '/openapi.json', { key: '' })).body))
  const missing = operations.filter(([, , operationId]) => !built.has(operationId))
  return { ...started, built, missing }
}

t.test('every operation of the contract is either implemented or answers 501', async (t) => {
  const { call, built, missing } = await server(t)
  t.equal(built.size + missing.length, operations.length)
  t.ok(missing.length > 0)
  for (const [method, path, operationId] of missing) {
    const { status, text } = await call(method, callable(path))
    t.equal(status, 501, `${method} ${path}`)
    t.equal(
      text,
      `{"statusCode":501,"error":"Not Implemented","message":"${operationId} is not implemented in instantly-mock yet; a fault for it with answer: {status: 200, body} stubs it"}`
    )
  }
})

t.test('an operation that is not implemented checks the key first', async (t) => {
  const { call, missing } = await server(t)
  for (const [method, path] of missing) {
    for (const key of ['', 'wrong']) t.equal((await call(method, callable(path), { key })).status, 401, path)
  }
})

t.test(
  'an operation that is not implemented requires no scope: every valid key gets the same answer',
  async (t) => {
    const { call, missing } = await server(t)
    for (const [method, path] of missing) {
      t.equal((await call(method, callable(path), { key: 'narrow' })).status, 501, path)
    }
  }
)

t.test('an operation that is not implemented accepts any body and any query', async (t) => {
  const { call, missing } = await server(t)
  for (const [method, path, operationId] of missing) {
    const body = method === 'GET' ? undefined : { anything: [1] }
    const answer = await call(method, `${callable(path)}?anything=1`, { body })
    t.match(answer.body, { statusCode: 501, message: `${operationId} is not implemented` })
  }
})

t.test('an implemented operation never answers 501', async (t) => {
  const { call, built } = await server(t)
  for (const [method, path, operationId] of operations) {
    if (!built.has(operationId)) continue
    t.not((await call(method, callable(path))).status, 501, operationId)
  }
})

t.test('the documents contain only implemented operations', async (t) => {
  const { call, missing } = await server(t)
  const named = idsIn((await call('GET', '/openapi.json')).body)
  for (const [, , operationId] of missing) t.notOk(named.includes(operationId), operationId)
})

t.test('HEAD of an operation that is not implemented also answers 501', async (t) => {
  const { call, missing } = await server(t)
  for (const [method, path] of missing) {
    if (method === 'GET') t.equal((await call('HEAD', callable(path))).status, 501, path)
  }
})
