import t from 'tap'
import { small, start } from '../start.ts'

const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const taken = { statusCode: 409, error: 'Conflict', message: 'A tag with this name already exists.' }
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)

t.test('list', async (t) => {
  t.test('lists tags by ascending id, a page at a time', async (t) => {
    const { get } = await start(t)
    const first = await get('/custom-tags?limit=1')
    t.same(idsOf(first.body), [small.important])
    const second = await get(`/custom-tags?limit=1&starting_after=${first.body.next_starting_after}`)
    t.same(idsOf(second.body), [small.europe])
    const last = await get(`/custom-tags?starting_after=${second.body.next_starting_after}`)
    t.same(last.body, { items: [] })
  })

  for (const [what, query, wanted] of [
    ['search, in any case', 'search=EURO', [small.europe]],
    [
      'resource_ids of campaigns',
      `resource_ids=${small.spring},${small.agencies}`,
      [small.important, small.europe]
    ],
    ['resource_ids of an account', 'resource_ids=anna@example.com', [small.important]],
    ['resource_ids repeated', `resource_ids=${small.agencies}&resource_ids=${small.unknown}`, [small.europe]],
    ['tag_ids', `tag_ids=${small.europe}, ${small.unknown}`, [small.europe]],
    ['all together', `search=imp&tag_ids=${small.important}&resource_ids=${small.agencies}`, []]
  ] as const) {
    t.test(`filters by ${what}`, async (t) => {
      const { get } = await start(t)
      t.same(idsOf((await get(`/custom-tags?${query}`)).body), wanted)
    })
  }
})

t.test('create', async (t) => {
  t.test('returns the stored tag, including its description', async (t) => {
    const { get, post } = await start(t)
    const { status, body } = await post('/custom-tags', { label: ' Hot ', description: 'Write today' })
    t.equal(status, 200)
    t.match(body.id, v4)
    t.same(Object.keys(body), [
      'id',
      'timestamp_created',
      'timestamp_updated',
      'organization_id',
      'label',
      'description'
    ])
    t.match(body, { organization_id: small.organization, label: 'Hot', description: 'Write today' })
    t.equal(body.timestamp_updated, body.timestamp_created)
    t.same((await get(`/custom-tags/${body.id}`)).body, body)
  })

  t.test('has no description unless one is given', async (t) => {
    const { post } = await start(t)
    t.notOk('description' in (await post('/custom-tags', { label: 'Hot', description: null })).body)
  })

  t.test('refuses a label that is taken, ignoring surrounding spaces', async (t) => {
    const { get, post } = await start(t)
    const { status, body } = await post('/custom-tags', { label: '  Important ' })
    t.equal(status, 409)
    t.same(body, taken)
    t.equal((await get('/custom-tags')).body.items.length, 2)
  })

  t.test('distinguishes labels by case', async (t) => {
    const { post } = await start(t)
    t.equal((await post('/custom-tags', { label: 'important' })).status, 200)
  })

  for (const [what, body, message] of [
    ['no label', {}, "body must have required property 'label'"],
    ['an empty label', { label: '' }, 'body/label must NOT have fewer than 1 characters'],
    ['a blank label', { label: '  ' }, 'body/label must match pattern ".*\\S.*"']
  ] as const) {
    t.test(`refuses ${what}`, async (t) => {
      const { post } = await start(t)
      const answer = await post('/custom-tags', body)
      t.equal(answer.status, 400)
      t.same(answer.body, { statusCode: 400, error: 'Bad Request', message })
    })
  }
})

t.test('get, patch, delete', async (t) => {
  t.test('patch changes the named fields and timestamp_updated', async (t) => {
    const { get, patch } = await start(t)
    const before = (await get(`/custom-tags/${small.europe}`)).body
    const { status, body } = await patch(`/custom-tags/${small.europe}`, { description: 'The continent' })
    t.equal(status, 200)
    t.ok(body.timestamp_updated > before.timestamp_updated)
    t.same(body, { ...before, description: 'The continent', timestamp_updated: body.timestamp_updated })
    t.same((await get(`/custom-tags/${small.europe}`)).body, body)
  })

  t.test('patch refuses the label of another tag and accepts its own', async (t) => {
    const { get, patch } = await start(t)
    const { status, body } = await patch(`/custom-tags/${small.europe}`, { label: 'Important ' })
    t.equal(status, 409)
    t.same(body, taken)
    t.equal((await get(`/custom-tags/${small.europe}`)).body.label, 'Europe')
    t.equal((await patch(`/custom-tags/${small.europe}`, { label: ' Europe' })).body.label, 'Europe')
  })

  t.test('patch with nothing is refused', async (t) => {
    const { patch } = await start(t)
    const { status, body } = await patch(`/custom-tags/${small.europe}`, {})
    t.equal(status, 400)
    t.equal(body.message, 'body must NOT have fewer than 1 properties')
  })

  t.test('delete returns the tag and removes it from everything', async (t) => {
    const { get, remove } = await start(t)
    const before = (await get(`/custom-tags/${small.important}`)).body
    const { status, body } = await remove(`/custom-tags/${small.important}`)
    t.equal(status, 200)
    t.same(body, before)
    t.equal((await get(`/custom-tags/${small.important}`)).status, 404)
    t.notMatch((await get('/custom-tag-mappings')).text, small.important)
    t.same((await get(`/campaigns?tag_ids=${small.important}`)).body, { items: [] })
  })

  for (const method of ['GET', 'PATCH', 'DELETE']) {
    t.test(`${method} answers 404 for an unknown id, 400 for an invalid UUID`, async (t) => {
      const { call } = await start(t)
      const body = method === 'PATCH' ? { label: 'x' } : undefined
      const unknown = await call(method, `/api/v2/custom-tags/${small.unknown}`, { body })
      t.same(unknown.body, missing)
      const malformed = await call(method, '/api/v2/custom-tags/1', { body })
      t.equal(malformed.status, 400)
      t.equal(malformed.body.message, 'params/id must match format "uuid"')
    })
  }
})

t.test('toggle-resource', async (t) => {
  const toggle = '/custom-tags/toggle-resource'
  const both = [small.important, small.europe]

  t.test('adds tags to campaigns and removes them', async (t) => {
    const { get, post } = await start(t)
    const resource_ids = [small.spring, small.bounced]
    const on = await post(toggle, { tag_ids: both, resource_type: 2, resource_ids, assign: true })
    t.equal(on.status, 200)
    t.same(on.body, { success: true })
    t.same(idsOf((await get(`/campaigns?tag_ids=${small.europe}`)).body), [
      small.bounced,
      small.agencies,
      small.spring
    ])
    const off = await post(toggle, { tag_ids: both, resource_type: 2, resource_ids, assign: false })
    t.same(off.body, { success: true })
    t.same((await get(`/custom-tag-mappings?resource_ids=${resource_ids}`)).body, { items: [] })
  })

  // Recorded: repeats are harmless.
  t.test('changes nothing where the tag is on already, or off already', async (t) => {
    const { get, post } = await start(t)
    const before = (await get('/custom-tag-mappings')).body
    const body = { tag_ids: [small.important], resource_type: 2, resource_ids: [small.spring], assign: true }
    t.same((await post(toggle, body)).body, { success: true })
    const none = { ...body, tag_ids: [small.europe], assign: false }
    t.same((await post(toggle, none)).body, { success: true })
    t.same((await get('/custom-tag-mappings')).body, before)
  })

  t.test('tags an account by its email, and distinguishes it from a campaign', async (t) => {
    const { get, post } = await start(t)
    const body = {
      tag_ids: [small.europe],
      resource_type: 1,
      resource_ids: ['Ben@Example.com'],
      assign: true
    }
    t.equal((await post(toggle, body)).status, 200)
    const { items } = (await get('/custom-tag-mappings?resource_ids=ben@example.com')).body
    t.match(items, [{ tag_id: small.europe, resource_id: 'ben@example.com', resource_type: 1 }])
  })

  t.test('is refused completely if one tag, campaign or account is unknown', async (t) => {
    const { get, post } = await start(t)
    const before = (await get('/custom-tag-mappings')).body
    for (const body of [
      { tag_ids: [small.europe, small.unknown], resource_type: 2, resource_ids: [small.spring] },
      { tag_ids: [small.europe], resource_type: 2, resource_ids: [small.spring, small.unknown] },
      // Seen live: an account that the workspace does not have is not found.
      { tag_ids: [small.europe], resource_type: 1, resource_ids: ['ben@example.com', 'nobody@example.com'] },
      { tag_ids: [small.europe], resource_type: 1, resource_ids: [small.spring] }
    ]) {
      const answer = await post(toggle, { ...body, assign: true })
      t.equal(answer.status, 404)
      t.same(answer.body, missing)
    }
    t.same((await get('/custom-tag-mappings')).body, before)
  })

  const tagged = async (t: Parameters<typeof start>[0], body: object) => {
    const { get, post } = await start(t)
    const fresh = (await post('/custom-tags', { label: 'Fresh' })).body.id
    const answer = await post(toggle, { tag_ids: [fresh], selected_all: true, assign: true, ...body })
    t.equal(answer.status, 200)
    const mappings = (await get('/custom-tag-mappings?limit=100')).body.items
    return mappings
      .filter(({ tag_id }: { tag_id: string }) => tag_id === fresh)
      .map(({ resource_id }: { resource_id: string }) => resource_id)
      .sort()
  }
  const campaigns = [small.spring, small.summer, small.agencies, small.bounced]
  for (const [what, body, wanted] of [
    ['every campaign', { resource_type: 2 }, campaigns],
    ['every account', { resource_type: 1 }, ['anna@example.com', 'ben@example.com']],
    ['all but the excluded', { resource_type: 2, excluded_resource_ids: [small.spring] }, campaigns.slice(1)],
    ['those that a search finds', { resource_type: 2, search: 'OUTREACH' }, campaigns.slice(0, 2)],
    ['those that filter.search finds', { resource_type: 1, filter: { search: 'ben' } }, ['ben@example.com']],
    [
      'search, which outranks filter.search',
      { resource_type: 2, search: 'bounced', filter: { search: 'spring' } },
      [small.bounced]
    ],
    ['those with a tag', { resource_type: 2, filter: { tag_id: small.europe } }, [small.agencies]],
    ['those without any tag', { resource_type: 2, filter: { tag_id: 'no-tag' } }, [small.bounced]],
    ['accounts without any tag', { resource_type: 1, filter: { tag_id: 'no-tag' } }, ['ben@example.com']],
    ['those with any of some tags', { resource_type: 2, filter: { tag_ids: both } }, campaigns.slice(0, 3)],
    ['those with all of some tags', { resource_type: 2, filter: { tag_ids_all: both } }, []],
    [
      'those with all of one tag',
      { resource_type: 1, filter: { tag_ids_all: [small.important] } },
      ['anna@example.com']
    ],
    // A choice: the meaning of the states.
    ['accounts in a state', { resource_type: 1, filter: 'ACC_FILTER_ERROR' }, ['ben@example.com']],
    [
      'accounts in a state, and found',
      { resource_type: 1, filter: { filter: 'ACC_FILTER_W_ACTIVE', search: 'ben' } },
      []
    ],
    ['no campaign in the state of an account', { resource_type: 2, filter: 'ACC_FILTER_ERROR' }, []],
    [
      'all accounts but the excluded, in any case',
      { resource_type: 1, excluded_resource_ids: ['ANNA@example.com'] },
      ['ben@example.com']
    ],
    ['no account state', { resource_type: 1, filter: null }, ['anna@example.com', 'ben@example.com']],
    [
      'no account state within',
      { resource_type: 1, filter: { filter: null, search: 'anna' } },
      ['anna@example.com']
    ]
  ] as const) {
    t.test(`selected_all means ${what}`, async (t) => {
      t.same(await tagged(t, body), wanted)
    })
  }

  for (const [what, body, message] of [
    ['no tags', { tag_ids: [] }, 'body/tag_ids must NOT have fewer than 1 items'],
    [
      'another kind of resource',
      { resource_type: 3 },
      'body/resource_type must be equal to one of the allowed values'
    ],
    [
      'neither resources nor selected_all',
      { resource_ids: undefined },
      "body must have required property 'resource_ids'"
    ],
    [
      'an unknown account state',
      { filter: 'ACC_FILTER_LAZY' },
      'body/filter must be equal to one of the allowed values, body/filter must be object, body/filter must match exactly one schema in oneOf'
    ]
  ] as const) {
    t.test(`refuses ${what}`, async (t) => {
      const { post } = await start(t)
      const valid = { tag_ids: both, resource_type: 2, resource_ids: [small.spring], assign: true }
      const answer = await post(toggle, { ...valid, ...body })
      t.equal(answer.status, 400)
      t.same(answer.body, { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message })
    })
  }
})

// A choice: nobody else is served while pairs are put on.
t.test('a hundred thousand tags on resources are put on at once, and one more is refused', async (t) => {
  const { app, post } = await start(t)
  const workspace = await app.services.registry.open('default')
  const { customTags, campaigns } = workspace
  const some = campaigns.require(small.spring)
  workspace.transaction(() => {
    while (customTags.count() < 318) customTags.create({ label: `tag ${customTags.count()}` })
    while (campaigns.count() < 315) campaigns.insert({ ...some, id: campaigns.freshId() })
  })
  const ids = (entities: { id: string }[]) => entities.map(({ id }) => id)
  const [tag_ids, resource_ids] = [ids(customTags.all()), ids(campaigns.all())]
  const toggle = { resource_type: 2, assign: true }
  const before = workspace.customTagMappings.count()
  const { status, body } = await post('/custom-tags/toggle-resource', { ...toggle, tag_ids, resource_ids })
  t.equal(status, 400)
  t.equal(body.message, '318 tags and 315 resources are 100170 pairs, wanted at most 100000 in one call')
  t.equal(workspace.customTagMappings.count(), before, 'none is put on')
  const repeated = { tag_ids: Array(3000).fill(small.europe), resource_ids: Array(3000).fill(small.spring) }
  t.equal((await post('/custom-tags/toggle-resource', { ...toggle, ...repeated })).status, 200)
})
