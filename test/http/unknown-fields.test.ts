import fastify from 'fastify'
import t from 'tap'
import { createUnknownFields } from '../../src/http/unknown-fields.ts'

const object = (properties: object) => ({ type: 'object', properties })
const text = { type: 'string' }

/** The unknown fields found for an operation whose body and query have these schemas. */
async function finder(method: 'POST' | 'DELETE' | 'GET', schema: { body?: object; querystring?: object }) {
  const app = fastify()
  const { find, watch } = createUnknownFields()
  watch(app)
  const handler = async () => {}
  app.route({ method, url: '/x', schema: { operationId: 'op', ...schema }, handler })
  app.route({ method: 'PUT', url: '/x', schema: { body: object({ a: text }) }, handler })
  app.route({ method: 'PATCH', url: '/x', schema: { operationId: 'hidden', hide: true }, handler })
  await app.ready()
  return find
}

t.test('fields of a body that its schema does not name are found, by place', async (t) => {
  const find = await finder('POST', {
    body: object({
      a: text,
      inner: object({ b: text }),
      list: { type: 'array', items: object({ c: text }) },
      texts: { type: 'array' },
      anything: { type: 'object' }
    })
  })
  for (const [body, wanted] of [
    [{ a: 'x' }, []],
    [{ z: 1, a: 'x', y: 2 }, ['z', 'y']],
    [{ inner: { b: 'x', z: 1 } }, ['inner.z']],
    [{ list: [{ c: 1 }, { c: 1, z: 1 }, 1, null] }, ['list[1].z']],
    [{ texts: [{ z: 1 }], anything: { z: { y: 1 } } }, []],
    [{ inner: null, list: {}, a: { z: 1 } }, []],
    [{ constructor: 1, toString: 1 }, ['constructor', 'toString']],
    [null, []],
    ['text', []]
  ] as const) {
    t.same(find('op', JSON.stringify(body), {}), { body: wanted, query: [] }, JSON.stringify(body))
  }
})

t.test('unknown parameters are found; all are unknown if none is documented', async (t) => {
  const known = await finder('GET', { querystring: object({ limit: text }) })
  t.same(known('op', undefined, { limit: '1', page: '2' }), { body: [], query: ['page'] })
  const none = await finder('GET', {})
  t.same(none('op', undefined, { limit: '1' }), { body: [], query: ['limit'] })
})

t.test('any body of DELETE is unknown, except null', async (t) => {
  const find = await finder('DELETE', {})
  for (const sent of ['{}', '{"a":1}', '[]', '0', '""']) {
    t.same(find('op', sent, {}), { body: ['(body)'], query: [] })
  }
  for (const sent of [undefined, 'null', '{"a']) t.same(find('op', sent, {}), { body: [], query: [] })
})

t.test('of a body that no schema describes, all is ignored', async (t) => {
  const find = await finder('POST', {})
  t.same(find('op', '{"a":1}', {}), { body: ['a'], query: [] })
  t.same(find('op', undefined, {}), { body: [], query: [] })
})

t.test('text that is not JSON has no fields', async (t) => {
  const find = await finder('POST', { body: object({}) })
  t.same(find('op', '{"a":', {}), { body: [], query: [] })
})

t.test('of operations that are not known, nothing is', async (t) => {
  const find = await finder('POST', { body: object({}) })
  for (const operation of [undefined, 'other', 'hidden']) {
    t.same(find(operation, '{"a":1}', { b: 1 }), { body: [], query: [] })
  }
})

t.test('in a union, fields that no alternative names are unknown', async (t) => {
  const list = { type: 'array', items: object({ c: text }) }
  const either = { anyOf: [text, list, object({ a: text }), { oneOf: [object({ b: text })] }] }
  const free = { anyOf: [object({ a: text }), { type: 'object' }] }
  const open = { ...object({ a: text }), additionalProperties: true }
  const find = await finder('POST', { body: object({ either, free, open }) })
  for (const [body, wanted] of [
    [{ either: { a: 1, b: 1 } }, []],
    [{ either: { a: 1, z: 1 } }, ['either.z']],
    [{ either: [{ c: 1, z: 1 }] }, ['either[0].z']],
    [{ either: 'x', free: { z: 1 }, open: { z: 1 } }, []]
  ] as const) {
    t.same(find('op', JSON.stringify(body), {}).body, wanted, JSON.stringify(body))
  }
})
