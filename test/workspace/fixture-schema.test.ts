import { readFileSync } from 'node:fs'
import { AjvCompiler } from '@fastify/ajv-compiler'
import t from 'tap'
import { start } from '../start.ts'

// JSON Schema, as used by editors, compared with the server's verdict on the same fixtures.
const schema = JSON.parse(readFileSync('fixture.schema.json', 'utf8'))
const isFixture = AjvCompiler()(
  {},
  { customOptions: { useDefaults: false, coerceTypes: false, removeAdditional: false, strict: false } }
)({
  schema: { ...schema, $schema: undefined }
}) as (value: unknown) => boolean
const step = { type: 'email', delay: 1, variants: [] }

t.test('the schema accepts exactly what the server accepts', async (t) => {
  const { call } = await start(t)
  const small = JSON.parse(readFileSync('fixtures/small.json', 'utf8'))
  for (const fixture of [
    {},
    small,
    { $schema: './fixture.schema.json', campaigns: [{ name: 'Spring' }] },
    { campaigns: [{ name: 'Spring', sequences: [{ steps: [step] }] }] },
    {
      accounts: [{ email: 'anna@example.com' }],
      leads: [{ email: 'ben@example.org', status: 0, lt_interest_status: 60 }]
    },
    { accounts: [{ email: 'Anna@example.com' }] },
    { campaigns: [{ status: 1 }] },
    { campaigns: [{ id: 'c1', name: 'Spring' }] },
    { campaigns: [{ name: 'Spring', status: 7 }] },
    { campaigns: [{ name: 'Spring', stauts: 1 }] },
    { campaigns: {} },
    { campaign: [] },
    []
  ]) {
    const { status } = await call('PUT', '/__admin/state', { body: fixture })
    t.equal(isFixture(fixture), status === 200, JSON.stringify(fixture).slice(0, 100))
  }
})

t.test('a server has it, too', async (t) => {
  const { call } = await start(t)
  t.same((await call('GET', '/__admin/fixture.schema.json')).body, schema)
})
