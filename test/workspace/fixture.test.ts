import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { fixtureOf, readFixture } from '../../src/workspace/fixture.ts'
import { FixtureError } from '../../src/workspace/mistakes.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { readSource } from '../../src/workspace/source.ts'
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
  timestamp_updated: '2026-01-01T09:00:00.000Z',
  organization: small.organization
}
const tag = {
  id: small.important,
  timestamp_created: '2026-01-01T09:00:00.000Z',
  timestamp_updated: '2026-01-01T09:00:00.000Z',
  organization_id: small.organization,
  label: 'Important'
}

/** What is said of a fixture that cannot be used. */
async function refusal(value: unknown, read = () => fixtureOf(value, 'world.json')): Promise<string> {
  try {
    await imageOf({ seed: 1, size: 0, fixture: read() })
  } catch (error) {
    if (error instanceof FixtureError) return error.message
    throw error
  }
  throw new Error(`nothing was wrong with ${JSON.stringify(value)}`)
}

/** The error message about a file, which must start with its path. */
async function refusalOf(t: Test, content: string | Buffer): Promise<string> {
  const path = join(t.testdir({ 'world.json': content }), 'world.json')
  const message = await refusal(content, () => readFixture(path))
  return message.replaceAll(path, 'world.json')
}

/** A server whose workspaces start from the file, and the contents of one. */
async function worldOf(t: Test, content: string | Buffer) {
  const fixture = readFixture(join(t.testdir({ 'world.json': content }), 'world.json'))
  const client = await start(t, { initialState: { seed: 1, size: 0, fixture } })
  const { body } = await client.call('GET', '/__admin/state')
  return { ...client, state: body }
}

t.test('the bundled fixtures are read by their names', async (t) => {
  t.strictSame(readFixture('empty').value, {})
  const { organization, ...entities } = Object(readFixture('small').value)
  t.equal(organization, small.organization)
  const names = keptResources.map(([, { name }]) => name)
  t.strictSame(Object.keys(entities).sort(), names.sort(), 'it has some of each kind')
  t.equal(entities.campaigns.length, 4)
})

t.test('a fixture is read by the path of its file', async (t) => {
  const { state } = await worldOf(t, JSON.stringify({ campaigns: [campaign], custom_tags: [tag] }))
  t.match(state, { campaigns: [campaign], custom_tags: [tag] })
})

t.test('in a fixture everything that can be generated is optional', async (t) => {
  const { state, get, post } = await worldOf(t, '{"campaigns": [{"name": "Spring"}, {"name": "Summer"}]}')
  const [first, second] = state.campaigns
  t.not(first.id, second.id)
  for (const { id, name, status, organization } of state.campaigns) {
    const { status: found, body } = await get(`/campaigns/${id}`)
    t.equal(found, 200, 'the API finds it by its id')
    t.strictSame([body.name, body.status, body.organization], [name, status, organization])
    // A draft, as one that was just made is (recorded).
    t.equal(status, 0)
  }
  t.equal((await post('/custom-tags', { label: 'x' })).body.organization_id, first.organization)
})

t.test('generated values are the same each time', async (t) => {
  const world = () =>
    imageOf({ seed: 1, size: 0, fixture: fixtureOf({ campaigns: [{ name: 'x' }] }, 'test') })
  t.ok((await world()).equals(await world()))
})

t.test('no entity was updated before it was created', async (t) => {
  const { state } = await worldOf(
    t,
    JSON.stringify({ campaigns: [{ name: 'x', timestamp_created: '2030-01-01T00:00:00Z' }, { name: 'y' }] })
  )
  for (const { timestamp_created, timestamp_updated } of state.campaigns) {
    t.ok(timestamp_updated >= timestamp_created)
  }
})

t.test('values that follow from the rest of an entity are derived from it', async (t) => {
  const { state } = await worldOf(
    t,
    JSON.stringify({
      custom_tags: [tag],
      custom_tag_mappings: [
        { tag_id: tag.id, resource_id: 'anna@example.com' },
        { tag_id: tag.id, resource_id: small.spring }
      ],
      block_lists_entries: [{ bl_value: 'example.org' }, { bl_value: 'ben@example.org' }],
      background_jobs: [{ type: 'move-leads' }, { type: 'move-leads', status: 'success' }]
    })
  )
  const by = (name: string, key: string, value: string) =>
    Object.fromEntries(state[name].map((entity: Record<string, unknown>) => [entity[key], entity[value]]))
  t.strictSame(by('custom_tag_mappings', 'resource_id', 'resource_type'), {
    'anna@example.com': 1,
    [small.spring]: 2
  })
  t.strictSame(by('block_lists_entries', 'bl_value', 'is_domain'), {
    'example.org': true,
    'ben@example.org': false
  })
  t.strictSame(by('background_jobs', 'status', 'progress'), { pending: 0, success: 100 })
})

t.test('comments, trailing commas, $schema and a byte order mark are accepted', async (t) => {
  const { state } = await worldOf(
    t,
    `\uFEFF{
      // whose world
      "$schema": "./fixture.schema.json",
      "campaigns": [{"name": "Spring",} /* a draft */,],
    }`
  )
  t.equal(state.campaigns[0].name, 'Spring')
})

t.test('a file that is not UTF-8 is refused as such', async (t) => {
  const text = '{"campaigns": []}'
  for (const bytes of [
    Buffer.from(`\uFEFF${text}`, 'utf16le'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    Buffer.from(text, 'utf16le').swap16()
  ]) {
    t.equal(await refusalOf(t, bytes), 'world.json is UTF-16, wanted UTF-8')
  }
  t.equal(
    await refusalOf(t, Buffer.from('{"a": "\xe9"}', 'latin1')),
    'world.json has bytes that are not UTF-8'
  )
})

t.test('a missing fixture is reported with the path where it was expected', async (t) => {
  const path = join(t.testdir(), 'absent.json')
  t.throws(() => readFixture(path), { constructor: FixtureError, message: `${path}: ENOENT` })
  const directory = join(t.testdir(), 'world')
  mkdirSync(directory)
  t.throws(() => readFixture(directory), { constructor: FixtureError, message: `${directory}: EISDIR` })
  t.throws(() => readFixture('nope'), {
    constructor: FixtureError,
    message: 'There is no bundled fixture nope, wanted one of empty, small'
  })
})

t.test('a file that is not JSON is reported with the line and what is there', async (t) => {
  for (const [content, message] of [
    ['{"campaigns": [', 'world.json:1: is not JSON: '],
    ['{\n  "campaigns": [],\n  campaigns: []\n}', 'world.json:3: is not JSON: Unexpected character'],
    ['{\n  "campaigns" []\n}', 'world.json:2: is not JSON: Unexpected token LBracket found. Found "[]"'],
    ['', 'world.json is empty, wanted JSON such as {"campaigns": [{"name": "Spring"}]}'],
    [' \n', 'world.json is empty'],
    ['// nothing', 'world.json:1: is not JSON']
  ] as const) {
    t.match(await refusalOf(t, content), message)
  }
})

t.test(
  'all mistakes are reported at once: file, line, place, the value found, the value expected',
  async (t) => {
    const content = `{
    "organization": "ours",
    "campaigns": [
      {
        "name": "One",
        "status": 7,
        "daily_limt": 5
      },
      { "status": 1 },
      5
    ],
    // a list
    "custom_tags": [{ "label": "A" }, { "label": "B" }, { "label": "A" }],
    "custom_tag_mappings": [{ "tag_id": "absent", "resource_id": "anna@example.com" }],
    "background_jobs": [{
      "type": "moveleads"
    }],
    "campaign": []
  }`
    const lines = (await refusalOf(t, content)).split('\n')
    const expected = [
      /^world\.json:18: the fixture has campaign: \[\], wanted only .*; did you mean campaigns\?$/,
      /^world\.json:2: organization is 'ours', wanted a UUID such as /,
      /^world\.json:13: custom_tags\/2 has label 'A', as another of the custom_tags has$/,
      /^world\.json:7: campaigns\/0 has daily_limt: 5, wanted only .*; did you mean daily_limit\?$/,
      /^world\.json:6: campaigns\/0\/status is 7, wanted one of -99, -1, -2, 0, 1, 2, 3, 4$/,
      /^world\.json:9: campaigns\/1\/name is missing, wanted a text$/,
      /^world\.json:10: campaigns\/2 is 5, wanted an object$/,
      /^world\.json:14: custom_tag_mappings\/0\/tag_id is 'absent', wanted the id of one of the custom_tags$/,
      /^world\.json:16: background_jobs\/0\/type is 'moveleads', wanted one of .*; did you mean move-leads\?$/
    ]
    for (const pattern of expected) {
      t.ok(
        lines.some((line) => pattern.test(line)),
        `${pattern} in\n${lines.join('\n')}`
      )
    }
    t.equal(lines.length, expected.length)
  }
)

t.test('of very many mistakes the first are listed, with the total', async (t) => {
  const message = await refusal({ campaigns: Array.from({ length: 60 }, () => ({})) })
  const lines = message.split('\n')
  t.equal(lines.length, 51)
  t.equal(lines.at(-1), 'and 10 more')
  const many = await refusal({ campaigns: Array.from({ length: 2000 }, () => 5) })
  t.equal(many.split('\n').at(-1), 'and at least 951 more')
})

t.test('a value that is not a fixture at all is reported', async (t) => {
  for (const [value, message] of [
    [null, 'world.json: the fixture is null, wanted an object'],
    [[], 'world.json: the fixture is [], wanted an object'],
    [{ leads_: [] }, 'world.json: the fixture has leads_: [], wanted only $schema, organization'],
    [{ campaigns: {} }, 'world.json: campaigns is {}, wanted a list'],
    [
      { campaigns: [{ name: 'x', custom_variables: { a: 1n } }] },
      'custom_variables/a is 1n, wanted what JSON can hold'
    ]
  ] as const) {
    t.match(await refusal(value), message)
  }
})

t.test('values are not coerced: a wrong type or an unknown field is refused', async (t) => {
  t.match(await refusal({ campaigns: [{ ...campaign, status: '1' }] }), "campaigns/0/status is '1'")
  t.match(await refusal({ campaigns: [{ ...campaign, name: 7 }] }), 'campaigns/0/name is 7, wanted a text')
  t.match(
    await refusal({ campaigns: [{ ...campaign, email_list: 'anna@example.com' }] }),
    "campaigns/0/email_list is 'anna@example.com', wanted a list"
  )
  t.match(await refusal({ custom_tags: [{ ...tag, label: ' ' }] }), "custom_tags/0/label is ' ', wanted")
})

t.test('an invalid instant is refused in every field', async (t) => {
  const mapping = { tag_id: tag.id, resource_id: small.spring }
  for (const [name, entity, field] of [
    ['campaigns', campaign, 'timestamp_created'],
    ['campaigns', campaign, 'timestamp_updated'],
    ['custom_tags', tag, 'timestamp_created'],
    ['custom_tags', tag, 'timestamp_updated'],
    ['custom_tag_mappings', mapping, 'timestamp_created']
  ] as const) {
    t.match(
      await refusal({
        custom_tags: [{ ...tag, id: small.europe, label: 'x' }],
        [name]: [{ ...entity, [field]: 'yesterday' }]
      }),
      `world.json: ${name}/0/${field} is 'yesterday', wanted an instant such as 2026-`
    )
  }
})

t.test('an id that the API could not find is refused', async (t) => {
  for (const [name, entity] of [
    ['campaigns', campaign],
    ['custom_tags', tag]
  ] as const) {
    t.match(
      await refusal({ [name]: [{ ...entity, id: 'c1' }] }),
      `world.json: ${name}/0/id is 'c1', wanted a UUID such as `
    )
  }
})

t.test('instants come into the one form of the service, in which they sort', async (t) => {
  const instants: [given: string, kept: string][] = [
    ['2026-01-01T09:00:00Z', '2026-01-01T09:00:00.000Z'],
    ['2026-01-01T05:00:00+05:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01t09:00:00.1234567z', '2026-01-01T09:00:00.123Z'],
    ['2026-01-01T09:00:00Z[Europe/London]', '2026-01-01T09:00:00.000Z'],
    // RFC 3339 knows leap seconds, JavaScript does not.
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    // Four digits of a year cannot tell these.
    ['9999-12-31T23:59:59-05:00', '9999-12-31T23:59:59.999Z'],
    ['0000-01-01T00:00:00+05:00', '0000-01-01T00:00:00.000Z']
  ]
  for (const [given, kept] of instants) {
    const { state } = await worldOf(
      t,
      JSON.stringify({
        campaigns: [{ ...campaign, timestamp_created: given }],
        custom_tags: [{ ...tag, timestamp_created: given }]
      })
    )
    t.equal(state.campaigns[0].timestamp_created, kept, given)
    t.equal(state.custom_tags[0].timestamp_created, kept, given)
  }
})

t.test('the units of a step are filled in, as by the service, and a given value is kept', async (t) => {
  const step = { type: 'email', delay: 1, variants: [] }
  const value = { campaigns: [{ ...campaign, sequences: [{ steps: [step] }] }] }
  const before = structuredClone(value)
  const { call } = await start(t, { initialState: { seed: 1, size: 0, fixture: fixtureOf(value, 'test') } })
  const { body } = await call('GET', '/__admin/state')
  t.strictSame(body.campaigns[0].sequences, [
    { steps: [{ ...step, delay_unit: 'days', pre_delay_unit: 'days' }] }
  ])
  t.strictSame(value, before)
})

t.test('a workspace starts with the contents and the organization of its fixture', async (t) => {
  const other = '99999999-9999-4999-8999-999999999999'
  const fixture = fixtureOf({ organization: other, campaigns: [campaign] }, 'world.json')
  const { get, post } = await start(t, { initialState: { seed: 1, size: 50, fixture } })
  t.strictSame((await get('/campaigns')).body, { items: [campaign], next_starting_after: campaign.id })
  t.strictSame((await get('/custom-tags')).body, { items: [] })
  t.equal((await post('/custom-tags', { label: 'New' })).body.organization_id, other)
})

t.test('an empty fixture is an empty workspace, which still belongs to somebody', async (t) => {
  const { get, post } = await start(t, { initialState: { seed: 1, size: 50, fixture: readFixture('empty') } })
  for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
    t.equal((await get(list)).text, '{"items":[]}')
  }
  t.match((await post('/custom-tags', { label: 'New' })).body.organization_id, /^[0-9a-f-]{36}$/)
})

t.test('for a nullable value the message lists everything that is accepted', async (t) => {
  t.equal(
    await refusal({ leads: [{ email: 5, campaign: true }] }),
    'world.json: leads/0/campaign is true, wanted a text, or null\n' +
      'world.json: leads/0/email is 5, wanted a text, or null'
  )
})

t.test('a place that a file lacks is that of the nearest value around it', async (t) => {
  const path = join(t.testdir({ 'world.json': '{\n"a": [\n1,\n{"b":\n"text"}]}' }), 'world.json')
  const { place } = readSource(path)
  for (const [at, line] of [
    [[], 1],
    [['nothing'], 1],
    [['a', '0'], 3],
    [['a', '7'], 2],
    [['a', '1', 'b'], 5],
    [['a', '1', 'b', 'c', 'd'], 5]
  ] as const)
    t.equal(place(at), `${path}:${line}`)
})
