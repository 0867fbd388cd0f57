import fastify, { type FastifySchema } from 'fastify'
import t from 'tap'
import { errorSchemas } from '../../src/http/error-schemas.ts'
import { describeOperations } from '../../src/http/operations.ts'
import type { Scope } from '../../src/http/routes.ts'

/** The schema of a route once it is described. */
async function described(method: 'GET' | 'POST', url: string, schema: FastifySchema, scope?: Scope) {
  const app = fastify()
  describeOperations(app)
  app.route({ method, url, schema, config: { scope }, handler: async () => {} })
  await app.ready()
  return schema
}

t.test('a route gets its tag, its scopes and the errors that are documented for it', async (t) => {
  const schema = await described(
    'GET',
    '/api/v2/campaigns/:id',
    { operationId: 'getCampaign' },
    'campaigns:read'
  )
  t.same(schema.tags, ['Campaign'])
  t.equal(schema.description, 'Scopes, any one of: `campaigns:read`, `campaigns:all`, `all:read`, `all:all`.')
  const { 401: a, 402: b, 404: c, 429: d } = errorSchemas
  t.strictSame(schema.response, { 401: a, 402: b, 404: c, 429: d })
})

t.test('values that a route sets itself take precedence', async (t) => {
  const own = { type: 'object', properties: { message: { type: 'string' } } }
  const schema = await described('POST', '/api/v2/campaigns/:id/duplicate', {
    operationId: 'duplicate',
    response: { 400: own }
  })
  t.equal(Object(schema.response)[400], own)
  t.equal(schema.description, 'Any valid key may call this.')
})

for (const [what, method, url, operationId] of [
  ['another operation', 'GET', '/api/v2/campaigns/:id', 'getAccount'],
  ['another path', 'GET', '/api/v2/campaign/:id', 'getCampaign'],
  ['another method', 'POST', '/api/v2/campaigns/:id', 'getCampaign']
] as const) {
  t.test(`a route with ${what} than the contract's is a mistake, found at start`, async (t) => {
    await t.rejects(described(method, url, { operationId }), {
      message: `${method} ${url.replace(':id', '{id}')} is not the operation ${operationId} of the contract`
    })
  })
}

t.test('hidden routes and routes without an operation stay unchanged', async (t) => {
  for (const schema of [{ summary: 'x' }, { operationId: 'nonsense', hide: true }]) {
    const before = Object.entries(schema)
    t.strictSame(Object.entries(await described('GET', '/anything', schema)), before)
  }
})
