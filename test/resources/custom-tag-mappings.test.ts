import t from 'tap'
import { small, start } from '../start.ts'

const v7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

t.test('lists the mappings, newest first', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get('/custom-tag-mappings')
  t.equal(status, 200)
  t.equal(body.items.length, 4)
  t.same(body.items[0], {
    id: '019b7600-0000-7000-8000-000000000004',
    tag_id: small.important,
    resource_id: 'anna@example.com',
    resource_type: 1,
    timestamp_created: '2026-01-05T10:00:04.000Z',
    organization_id: small.organization
  })
})

// Recorded: the cursor of this list is the last item's timestamp_created.
t.test('pages by time, until a page is empty', async (t) => {
  const { get } = await start(t)
  const first = (await get('/custom-tag-mappings?limit=3')).body
  t.equal(first.next_starting_after, first.items[2].timestamp_created)
  const second = (await get(`/custom-tag-mappings?limit=3&starting_after=${first.next_starting_after}`)).body
  t.equal(second.items.length, 1)
  const last = await get(`/custom-tag-mappings?starting_after=${second.next_starting_after}`)
  t.same(last.body, { items: [] })
})

t.test('neither repeats nor skips mappings created in the same instant', async (t) => {
  const { get, post } = await start(t)
  const tags: string[] = []
  for (const label of ['a', 'b', 'c', 'd', 'e']) tags.push((await post('/custom-tags', { label })).body.id)
  const resource_ids = [small.spring, small.summer, small.agencies, small.bounced]
  await post('/custom-tags/toggle-resource', { tag_ids: tags, resource_type: 2, resource_ids, assign: true })
  const whole = (await get('/custom-tag-mappings?limit=100')).body.items
  t.equal(whole.length, 24)
  for (const limit of [1, 3, 7]) {
    const seen: unknown[] = []
    let cursor = ''
    do {
      // Unescaped: a cursor needs no escaping.
      const after = cursor && `&starting_after=${cursor}`
      const { body } = await get(`/custom-tag-mappings?limit=${limit}${after}`)
      seen.push(...body.items)
      cursor = body.next_starting_after
    } while (cursor)
    t.same(seen, whole)
  }
})

t.test('new mappings have ids that sort by time', async (t) => {
  const { get, post } = await start(t)
  for (const resource_id of [small.agencies, small.bounced]) {
    await post('/custom-tags/toggle-resource', {
      tag_ids: [small.important],
      resource_type: 2,
      resource_ids: [resource_id],
      assign: true
    })
  }
  const [newest, before] = (await get('/custom-tag-mappings?limit=2')).body.items
  t.match(newest.id, v7)
  t.ok(newest.id > before.id)
  t.equal(newest.resource_id, small.bounced)
})

t.test('filters by resource_ids, comma-separated or repeated', async (t) => {
  const { get } = await start(t)
  const both = [small.agencies, 'anna@example.com']
  for (const query of [`resource_ids=${both}`, both.map((id) => `resource_ids=${id}`).join('&')]) {
    const { items } = (await get(`/custom-tag-mappings?${query}`)).body
    t.same(
      items.map(({ resource_id }: { resource_id: string }) => resource_id),
      ['anna@example.com', small.agencies]
    )
  }
})

t.test('a new mapping never takes the id of one that a test has put', async (t) => {
  const { call } = await start(t)
  // Workspaces of one beginning give the same ids at the same instant.
  const using = async (key: string) => {
    const post = (url: string, body: object) => call('POST', url, { body, key })
    await post('/__admin/clock/freeze', { at: '2026-01-15T12:00:00Z' })
    const { body: tag } = await post('/api/v2/custom-tags', { label: 'Winter' })
    const put = (campaign: string) =>
      post('/api/v2/custom-tags/toggle-resource', {
        tag_ids: [tag.id],
        resource_type: 2,
        resource_ids: [campaign],
        assign: true
      })
    const mappings = async () =>
      (await call('GET', '/api/v2/custom-tag-mappings?limit=100', { key })).body.items.filter(
        ({ tag_id }: { tag_id: string }) => tag_id === tag.id
      )
    return { put, mappings }
  }
  const one = await using('mock_one')
  const two = await using('mock_two')
  await one.put(small.spring)
  const [next] = await one.mappings()
  const kept = await call('PUT', '/__admin/entities/custom_tag_mappings', { body: next, key: 'mock_two' })
  t.equal(kept.status, 200)
  t.equal((await two.put(small.agencies)).status, 200)
  t.equal(new Set((await two.mappings()).map(({ id }: { id: string }) => id)).size, 2)
})
