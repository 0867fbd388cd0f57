import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { shown } from '../../src/ajv.ts'
import { keptResources } from '../../src/resources/index.ts'
import { checkFixture, FixtureError, fixtureSchema, readFixture } from '../../src/workspace/fixture.ts'
import { small, start } from '../start.ts'

const campaign = {
  id: small.spring,
  name: 'Spring',
  status: 1,
  campaign_schedule: {
    schedules: [
      {
        name: 'Days',
        timing: { from: '09:00', to: '17:00' },
        days: { '1': true },
        timezone: 'America/Chicago'
      }
    ]
  },
  timestamp_created: '2026-01-01T09:00:00.000Z',
  timestamp_updated: '2026-01-01T09:00:00.000Z'
}
const tag = {
  id: small.important,
  timestamp_created: '2026-01-01T09:00:00.000Z',
  timestamp_updated: '2026-01-01T09:00:00.000Z',
  organization_id: small.organization,
  label: 'Important'
}

/** What is said of a fixture that cannot be used. */
async function refusal(value: unknown): Promise<string> {
  const refused = await checkFixture(value, 'world.json').catch((error: unknown) => error)
  if (refused instanceof FixtureError) return refused.message
  throw new Error(`nothing was wrong with ${JSON.stringify(value)}`)
}

t.test('the bundled fixtures are read by their names', async (t) => {
  t.strictSame(await readFixture('empty'), { organization: undefined, entities: {} })
  const { organization, entities } = await readFixture('small')
  t.equal(organization, small.organization)
  t.strictSame(
    Object.keys(entities).sort(),
    keptResources.map(([, { name }]) => name).sort(),
    'it has some of each kind'
  )
  t.equal(entities.campaigns?.length, 4)
})

t.test('a fixture is read by the path of its file', async (t) => {
  const directory = t.testdir({ 'world.json': JSON.stringify({ campaigns: [campaign], custom_tags: [tag] }) })
  t.strictSame(await readFixture(join(directory, 'world.json')), {
    organization: undefined,
    entities: { campaigns: [campaign], custom_tags: [tag] }
  })
})

t.test('a fixture that is not there is told by the path where it was looked for', async (t) => {
  const directory = t.testdir()
  const path = join(directory, 'absent.json')
  await t.rejects(readFixture(path), { constructor: FixtureError, message: `${path}: ENOENT` })
  await t.rejects(readFixture('nope'), {
    constructor: FixtureError,
    message: 'No fixture nope comes with the program, wanted one of empty, small'
  })
})

t.test('a directory is no fixture', async (t) => {
  const directory = join(t.testdir(), 'world')
  mkdirSync(directory)
  await t.rejects(readFixture(directory), { constructor: FixtureError, message: `${directory}: EISDIR` })
})

t.test('a file that is not JSON is told by its path', async (t) => {
  const directory = t.testdir({
    'broken.json': '{"campaigns": [',
    'empty.json': '',
    'yaml.json': 'campaigns: []'
  })
  for (const name of ['broken.json', 'empty.json', 'yaml.json']) {
    const path = join(directory, name)
    await t.rejects(readFixture(path), { constructor: FixtureError, message: new RegExp(`${name}: .*JSON`) })
  }
})

t.test('what is wrong is told: whose, where, what is wanted and what was found', async (t) => {
  for (const [value, message] of [
    [null, 'world.json: the fixture must be object, found null'],
    [[], 'world.json: the fixture must be object, found []'],
    [
      { leads: [] },
      'world.json: the fixture must NOT have additional properties (leads), found {"leads":[]}'
    ],
    [{ campaigns: {} }, 'world.json: campaigns must be array, found {}'],
    [{ organization: 'ours' }, 'world.json: organization must match format "uuid", found "ours"'],
    [{ custom_tags: [{}] }, "world.json: custom_tags/0 must have required property 'id', found {}"],
    [
      { campaigns: [campaign, { ...campaign, status: 7 }] },
      'world.json: campaigns/1/status must be equal to one of the allowed values: ' +
        '-99, -1, -2, 0, 1, 2, 3, 4, found 7'
    ],
    [
      { custom_tags: [{ ...tag, label: ' ' }] },
      'world.json: custom_tags/0/label must match pattern ".*\\S.*", found " "'
    ]
  ] as const) {
    t.equal(await refusal(value), message)
  }
})

t.test('nothing is made to fit: what is of the wrong type, or not known, is refused', async (t) => {
  t.match(await refusal({ campaigns: [{ ...campaign, status: '1' }] }), 'campaigns/0/status')
  t.match(
    await refusal({ campaigns: [{ ...campaign, name: 7 }] }),
    'campaigns/0/name must be string, found 7'
  )
  t.match(await refusal({ campaigns: [{ ...campaign, email_list: 'anna@example.com' }] }), 'must be array')
  t.match(await refusal({ campaigns: [{ ...campaign, nmae: 'x' }] }), '(nmae)')
  t.match(await refusal({ custom_tags: [{ ...tag, colour: 'red' }] }), '(colour)')
})

t.test('an instant that is none is refused, whatever carries it', async (t) => {
  const mapping = {
    id: small.spring,
    tag_id: small.important,
    resource_id: small.spring,
    resource_type: 2,
    timestamp_created: '2026-01-01T09:00:00.000Z',
    organization_id: small.organization
  }
  for (const [name, entity, field] of [
    ['campaigns', campaign, 'timestamp_created'],
    ['campaigns', campaign, 'timestamp_updated'],
    ['custom_tags', tag, 'timestamp_created'],
    ['custom_tags', tag, 'timestamp_updated'],
    ['custom_tag_mappings', mapping, 'timestamp_created']
  ] as const) {
    t.equal(
      await refusal({ [name]: [{ ...entity, [field]: 'yesterday' }] }),
      `world.json: ${name}/0/${field} must match format "date-time", found "yesterday"`
    )
  }
})

t.test('nothing is filled in but the units of a step, as the service does', async (t) => {
  const step = { type: 'email', delay: 1, variants: [] }
  const given = { ...campaign, sequences: [{ steps: [step] }] }
  const { entities } = await checkFixture({ campaigns: [structuredClone(given)] }, 'world.json')
  const filled = { ...step, delay_unit: 'days', pre_delay_unit: 'days' }
  t.strictSame(entities, { campaigns: [{ ...given, sequences: [{ steps: [filled] }] }] })
})

t.test('what was found is shown from its beginning, to find it by', async (t) => {
  t.equal(shown({ a: 1 }), '{"a":1}')
  t.equal(shown('x'.repeat(78)), `"${'x'.repeat(78)}"`, '80 characters are shown whole')
  t.equal(shown('x'.repeat(79)), `"${'x'.repeat(79)}…`)
  const message = await refusal({ campaigns: [{ name: 'x'.repeat(5000) }] })
  t.ok(message.length < 250, message)
})

t.test('the schema names every kind that is stored, and no other', async (t) => {
  const names = keptResources.map(([, { name }]) => name)
  t.strictSame(Object.keys(fixtureSchema.properties), ['organization', ...names])
})

t.test('a workspace begins with what its fixture holds, under its organization', async (t) => {
  const other = '99999999-9999-4999-8999-999999999999'
  const fixture = await checkFixture({ organization: other, campaigns: [campaign] }, 'world.json')
  const { get, post } = await start(t, { initialState: { seed: 1, size: 50, fixture } })
  t.strictSame((await get('/campaigns')).body, { items: [campaign], next_starting_after: campaign.id })
  t.strictSame((await get('/custom-tags')).body, { items: [] })
  t.equal((await post('/custom-tags', { label: 'New' })).body.organization_id, other)
})

t.test('an empty fixture is an empty workspace, which still belongs to somebody', async (t) => {
  const { get, post } = await start(t, {
    initialState: { seed: 1, size: 50, fixture: await readFixture('empty') }
  })
  for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
    t.equal((await get(list)).text, '{"items":[]}')
  }
  t.match((await post('/custom-tags', { label: 'New' })).body.organization_id, /^[0-9a-f-]{36}$/)
})
