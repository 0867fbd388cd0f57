import t from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { entitiesOf } from '../../src/workspace/entities.ts'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const uuid = (version: number) =>
  new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
const noon = '2026-01-15T12:00:00.000Z'
const schedule = {
  schedules: [
    { name: 'x', timing: { from: '09:00', to: '17:00' }, days: { 1: true }, timezone: 'America/Chicago' }
  ]
}
const mapping = { tag_id: small.europe, resource_type: 2, resource_id: small.spring }

const resources = [
  ['campaigns', { name: 'Fresh', status: 3, campaign_schedule: schedule }, { name: 'Changed' }, '/campaigns'],
  ['custom_tags', { label: 'Fresh' }, { label: 'Changed' }, '/custom-tags'],
  ['custom_tag_mappings', mapping, { resource_id: small.summer }, '/custom-tag-mappings'],
  [
    'block_lists_entries',
    { bl_value: 'example.net', is_domain: true },
    { bl_value: 'example.com' },
    '/block-lists-entries'
  ],
  ['lead_lists', { name: 'Fresh', has_enrichment_task: true }, { name: 'Changed' }, '/lead-lists'],
  [
    'lead_labels',
    { label: 'Fresh', interest_status_label: 'neutral', interest_status: 77 },
    { label: 'Changed' },
    '/lead-labels'
  ],
  [
    'webhooks',
    { target_hook_url: 'http://localhost:3001/fresh', event_type: 'all_events' },
    { name: 'Changed', status: -1 },
    '/webhooks'
  ]
] as const

for (const [resource, entity, change, url] of resources) {
  t.test(`${resource} can be put, read, listed, changed and removed`, async (t) => {
    const { admin, get } = await control(t)
    await admin('POST', '/clock/freeze', { at: noon })
    const put = await admin('PUT', `/entities/${resource}`, entity)
    t.equal(put.status, 200)
    t.match(put.body, { ...entity, timestamp_created: noon })
    const { id } = put.body
    // Recorded: mappings have ids of version 7, the others of version 4.
    t.match(id, uuid(['custom_tag_mappings', 'block_lists_entries', 'webhooks'].includes(resource) ? 7 : 4))
    t.equal(put.body.organization ?? put.body.organization_id, small.organization)
    t.strictSame((await admin('GET', `/entities/${resource}/${id}`)).body, put.body)
    t.match((await get(`${url}?limit=100`)).text, id)

    const changed = await admin('PATCH', `/entities/${resource}/${id}`, { ...change, id })
    t.equal(changed.status, 200)
    t.strictSame(changed.body, { ...put.body, ...change })
    const { items } = (await admin('GET', `/entities/${resource}`)).body
    t.match(
      items.filter((item: { id: string }) => item.id === id),
      [changed.body]
    )
    t.same(
      items.map((item: { id: string }) => item.id),
      items.map((item: { id: string }) => item.id).sort()
    )

    const removed = await admin('DELETE', `/entities/${resource}/${id}`)
    t.equal(removed.status, 200)
    t.strictSame(removed.body, changed.body)
    t.notMatch((await get(`${url}?limit=100`)).text, id)
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const body = method === 'PATCH' ? {} : undefined
      t.equal((await admin(method, `/entities/${resource}/${id}`, body)).status, 404)
    }
  })

  t.test(`${resource} keep their ids`, async (t) => {
    const { admin } = await control(t)
    const { body } = await admin('PUT', `/entities/${resource}`, entity)
    const refused = await admin('PATCH', `/entities/${resource}/${body.id}`, { ...change, id: small.unknown })
    t.equal(refused.status, 400)
    t.match(refused.body.message, `body/id is "${small.unknown}", wanted ${body.id}: the id cannot change`)
    t.strictSame((await admin('GET', `/entities/${resource}/${body.id}`)).body, body)
  })

  t.test(`${resource} are put in place of the one with the id`, async (t) => {
    const { admin } = await control(t)
    const { body: first } = await admin('PUT', `/entities/${resource}`, entity)
    const { items: before } = (await admin('GET', `/entities/${resource}`)).body
    const put = await admin('PUT', `/entities/${resource}`, { ...first, ...change })
    t.strictSame(put.body, { ...first, ...change })
    t.equal((await admin('GET', `/entities/${resource}`)).body.items.length, before.length)
  })
}

t.test('read-only fields can be written: a campaign with a status that no call can set', async (t) => {
  const { admin, get } = await control(t)
  const changes = {
    status: -2,
    not_sending_status: 3,
    timestamp_created: noon,
    organization: small.unknown
  }
  t.equal((await admin('PATCH', `/entities/campaigns/${small.spring}`, changes)).status, 200)
  t.match((await get(`/campaigns/${small.spring}`)).body, { ...changes, name: 'Spring outreach' })
  t.match((await get('/campaigns?status=-2')).text, small.spring)
})

t.test('null leaves a field unset', async (t) => {
  const { admin } = await control(t)
  const { body } = await admin('PATCH', `/entities/campaigns/${small.spring}`, { daily_limit: null })
  t.notOk('daily_limit' in body)
  t.equal(body.name, 'Spring outreach')
})

t.test('an entity put by a test is visible to the API, with the given id', async (t) => {
  const { admin, get, remove } = await control(t)
  await admin('PUT', '/entities/custom_tags', { id: small.unknown, label: 'Chosen' })
  t.match((await get(`/custom-tags/${small.unknown}`)).body, { label: 'Chosen' })
  t.equal((await remove(`/custom-tags/${small.unknown}`)).status, 200)
})

t.test('the tags of a campaign survive when it is replaced, and its senders follow', async (t) => {
  const { admin, get } = await control(t)
  const { body: campaign } = await get(`/campaigns/${small.spring}`)
  const mappings = (await get('/custom-tag-mappings?limit=100')).text
  await admin('PUT', '/entities/campaigns', { ...campaign, name: 'Other', email_list: ['ben@example.com'] })
  t.equal((await get('/custom-tag-mappings?limit=100')).text, mappings)
  t.match((await get(`/campaigns?tag_ids=${small.important}`)).text, small.spring)
  t.match((await get('/account-campaign-mappings/ben@example.com')).text, small.spring)
  t.notMatch((await get('/account-campaign-mappings/anna@example.com')).text, small.spring)
})

t.test('the mappings of a tag survive its replacement', async (t) => {
  const { admin, get } = await control(t)
  const mappings = (await get('/custom-tag-mappings?limit=100')).text
  await admin('PUT', '/entities/custom_tags', { id: small.important, label: 'Renamed' })
  t.equal((await get('/custom-tag-mappings?limit=100')).text, mappings)
})

t.test('new ids never collide with ids that a test has put, wherever those came from', async (t) => {
  const { admin, get, post } = await control(t)
  const elsewhere = (await post('/custom-tags', { label: 'a' }, { key: 'mock_other' })).body
  await admin('PUT', '/entities/custom_tags', elsewhere)
  const made = await post('/custom-tags', { label: 'b' })
  t.equal(made.status, 200)
  t.not(made.body.id, elsewhere.id)
  const put = await admin('PUT', '/entities/custom_tags', { label: 'c' })
  t.same((await get(`/custom-tags/${elsewhere.id}`)).body, elsewhere)
  t.equal(new Set([elsewhere.id, made.body.id, put.body.id]).size, 3)
})

for (const [what, resource, entity, message] of [
  [
    'a wrong type',
    'custom_tags',
    { label: 1 },
    'body/label is 1, wanted a text that is not empty such as Important'
  ],
  [
    'a missing field',
    'custom_tags',
    {},
    'body/label is missing, wanted a text that is not empty such as Important'
  ],
  [
    'an unknown field',
    'custom_tags',
    { label: 'x', colour: 1 },
    'body has colour: 1, wanted only id, timestamp_created'
  ],
  [
    'a wrong status',
    'campaigns',
    { name: 'x', status: 7, campaign_schedule: schedule },
    'body/status is 7, wanted one of -99, -1'
  ],
  [
    'a label that is taken',
    'custom_tags',
    { label: 'Europe' },
    "body has label 'Europe', as another of the custom_tags has"
  ],
  [
    'a tag that is not there',
    'custom_tag_mappings',
    { ...mapping, tag_id: small.unknown },
    `body/tag_id is '${small.unknown}', wanted the id of one of the custom_tags`
  ]
] as const) {
  t.test(`put refuses ${what} and changes nothing`, async (t) => {
    const { admin } = await control(t)
    const before = (await admin('GET', `/entities/${resource}`)).text
    const { status, body } = await admin('PUT', `/entities/${resource}`, entity)
    t.equal(status, 400)
    t.match(body, badRequest(body.message))
    t.ok(body.message.startsWith(message), body.message)
    t.equal((await admin('GET', `/entities/${resource}`)).text, before)
  })
}

t.test('patch refuses an invalid change and changes nothing', async (t) => {
  const { admin } = await control(t)
  const url = `/entities/custom_tags/${small.europe}`
  const before = (await admin('GET', url)).text
  for (const change of [{ label: null }, { label: 'Important' }, { nonsense: 1 }]) {
    t.equal((await admin('PATCH', url, change)).status, 400)
  }
  t.equal((await admin('GET', url)).text, before)
})

t.test('an unknown resource is 404, and those that there are are named', async (t) => {
  const { admin } = await control(t)
  const message = `There is no resource nonsense, wanted one of ${keptResources.map(([, { name }]) => name).join(', ')}`
  for (const [method, url, body] of [
    ['GET', '/entities/nonsense'],
    ['PUT', '/entities/nonsense', {}],
    ['GET', `/entities/nonsense/${small.spring}`]
  ] as const) {
    const answer = await admin(method, url, body)
    t.equal(answer.status, 404)
    t.same(answer.body, { statusCode: 404, error: 'Not Found', message })
  }
  t.equal((await admin('GET', '/entities/account_campaign_mappings')).status, 404)
})

t.test('entities belong to their workspace and are removed by a reset', async (t) => {
  const { admin, get } = await control(t)
  await admin('PUT', '/entities/custom_tags', { label: 'Fresh' })
  t.notMatch((await get('/custom-tags', { key: 'mock_other' })).text, /Fresh/)
  await admin('POST', '/reset')
  t.notMatch((await get('/custom-tags')).text, /Fresh/)
})

t.test('a database failure is not mistaken for a missing entity', async (t) => {
  const { app } = await control(t, { data: t.testdir() })
  const workspace = await app.services.registry.open('broken')
  workspace.close()
  t.throws(() => entitiesOf(workspace, 'campaigns').read(small.spring), /connection is not open/)
})

t.test('entities are listed by pages, either way, and by a text that they hold', async (t) => {
  const { admin } = await control(t)
  const list = async (query: string) => (await admin('GET', `/entities/campaigns?${query}`)).body
  const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)
  const all = ids(await list(''))
  t.strictSame(all, all.toSorted())
  const first = await list('limit=3')
  t.strictSame(ids(first), all.slice(0, 3))
  t.equal(first.next_starting_after, all[2])
  const rest = await list(`limit=100&starting_after=${first.next_starting_after}`)
  t.strictSame(ids(rest), all.slice(3))
  t.notOk('next_starting_after' in rest)
  t.strictSame(ids(await list('sort_order=desc')), all.toReversed())
  t.strictSame(ids(await list(`sort_order=desc&limit=1&starting_after=${all[1]}`)), all.slice(0, 1))
  t.strictSame(ids(await list('search=SPRING')), [small.spring])
  t.strictSame(await list('search=nothing-like-this'), { items: [] })
  for (const query of ['limit=0', 'limit=1001', 'sort_order=up', 'page=2']) {
    t.equal((await admin('GET', `/entities/campaigns?${query}`)).status, 400, query)
  }
})

t.test('resources are listed with their number of entities and their schema', async (t) => {
  const { admin } = await control(t)
  const { resources } = (await admin('GET', '/entities')).body
  t.strictSame(
    resources.map(({ name }: { name: string }) => name),
    keptResources.map(([, { name }]) => name)
  )
  for (const { name, key, count, schema } of resources) {
    const { items } = (await admin('GET', `/entities/${name}`)).body
    t.equal(count, items.length, name)
    t.ok(key in schema.properties, `${name} has its key ${key}`)
  }
})
