import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const invalid = (message: string) => ({ ...badRequest(message), code: 'FST_ERR_VALIDATION' })

async function strict(t: Parameters<typeof control>[0]) {
  const client = await control(t)
  t.same((await client.admin('GET', '/strictness')).body, { strict: false })
  t.same((await client.admin('PUT', '/strictness', { strict: true })).body, { strict: true })
  t.same((await client.admin('GET', '/strictness')).body, { strict: true })
  return client
}

t.test('what is otherwise tolerated is refused: unknown fields, at any depth', async (t) => {
  const { post, get } = await strict(t)
  const tag = await post('/custom-tags', { label: 'Fresh', colour: 'red', size: 1 })
  t.equal(tag.status, 400)
  t.same(tag.body, badRequest('body must NOT have additional properties: colour, size (strict mode)'))
  const schedule = {
    name: 'x',
    timing: { from: '09:00', to: '17:00' },
    days: { 1: true },
    timezone: 'America/Chicago'
  }
  const campaign = await post('/campaigns', {
    name: 'x',
    campaign_schedule: { schedules: [schedule, { ...schedule, nonsense: 1 }] }
  })
  t.equal(
    campaign.body.message,
    'body must NOT have additional properties: campaign_schedule.schedules[1].nonsense (strict mode)'
  )
  t.equal((await get('/custom-tags')).body.items.length, 2)
})

t.test('fields are refused by an operation without parameters', async (t) => {
  const { post } = await strict(t)
  const { status, body } = await post(`/campaigns/${small.spring}/activate`, { now: true })
  t.equal(status, 400)
  t.same(body, badRequest('body must NOT have additional properties: now (strict mode)'))
  t.equal((await post(`/campaigns/${small.spring}/activate`)).status, 200)
  t.equal((await post(`/campaigns/${small.spring}/activate`, {})).status, 200)
})

// A union reports the mistakes of each alternative; the first was named, though another was meant.
t.test('for a filter that matches none of its forms, the mistake in the nearest is reported', async (t) => {
  const { post } = await strict(t)
  const all = { tag_ids: [small.europe], resource_type: 2, assign: true, selected_all: true }
  const refused = async (filter: unknown) =>
    (await post('/custom-tags/toggle-resource', { ...all, filter })).body.message
  t.match(await refused({ filter: 'nope' }), /^body\/filter\/filter must be ACC_FILTER_PAUSED,/)
  t.equal(await refused({ search: 5 }), 'body/filter/search must be string (strict mode)')
  t.match(await refused({ tags: ['x'] }), /: filter\.tags \(strict mode\)$/)
  t.equal((await post('/custom-tags/toggle-resource', { ...all, filter: { search: 'x' } })).status, 200)
})

t.test('strictness accepts only true and false', async (t) => {
  const { admin } = await strict(t)
  for (const value of [null, 0, 'false', []]) {
    const { status, body } = await admin('PUT', '/strictness', { strict: value })
    t.equal(status, 400)
    t.match(body.message, /^body\/strict is .*, wanted true or false$/)
  }
  t.same((await admin('GET', '/strictness')).body, { strict: true })
})

t.test('unknown parameters are refused', async (t) => {
  const { get, post } = await strict(t)
  const { status, body } = await get('/campaigns?page=2&limit=10&offset=1')
  t.equal(status, 400)
  t.same(body, invalid('querystring must NOT have additional properties: page, offset (strict mode)'))
  t.equal((await get('/campaigns/count-launched?x=1')).status, 400)
  t.equal((await post(`/campaigns/${small.spring}/activate?x=1`)).status, 400)
})

t.test('a body of DELETE is refused, and none or null is not', async (t) => {
  const { remove } = await strict(t)
  for (const body of [{}, { id: small.europe }, []]) {
    const answer = await remove(`/custom-tags/${small.europe}`, { body })
    t.equal(answer.status, 400)
    t.same(answer.body, invalid('body must be null'))
  }
  const headers = { 'content-type': 'application/json' }
  t.equal((await remove(`/custom-tags/${small.europe}`, { payload: 'null', headers })).status, 200)
  t.equal((await remove(`/custom-tags/${small.important}`)).status, 200)
})

t.test('known fields pass, as do free-form members and bodies without a schema', async (t) => {
  const { get, post, patch } = await strict(t)
  t.equal((await post('/custom-tags', { label: 'Fresh', description: 'x' })).status, 200)
  t.equal((await get('/campaigns?limit=2&search=a')).status, 200)
  t.equal((await patch(`/campaigns/${small.spring}`, { name: 'x' })).status, 200)
  t.equal((await post(`/campaigns/${small.spring}/activate`, {})).status, 200)
  t.equal((await get('/audit-logs?nonsense=1')).status, 501)
})

t.test('malformed bodies are refused as ever', async (t) => {
  const { post } = await strict(t)
  const headers = { 'content-type': 'application/json' }
  t.equal((await post('/custom-tags', undefined, { payload: '{"label', headers })).status, 400)
  t.equal((await post('/custom-tags', [])).status, 400)
})

t.test('it can be switched off again, and belongs to its workspace', async (t) => {
  const { admin, get } = await strict(t)
  t.equal((await get('/campaigns?page=2', { key: 'mock_other' })).status, 200)
  t.equal((await get('/campaigns?page=2')).status, 400)
  t.same((await admin('PUT', '/strictness', { strict: false })).body, { strict: false })
  t.equal((await get('/campaigns?page=2')).status, 200)
})

t.test('without strictness the journal notes what was dropped', async (t) => {
  const { admin, get, post, remove } = await control(t)
  await get('/campaigns?page=2')
  await post('/custom-tags', { label: 'Fresh', colour: 'red' })
  await remove(`/custom-tags/${small.europe}`, { body: {} })
  const { entries } = (await admin('GET', '/journal')).body
  t.same(
    entries.map(({ unknown_fields }: { unknown_fields: object }) => unknown_fields),
    [
      { body: [], query: ['page'] },
      { body: ['colour'], query: [] },
      { body: ['(body)'], query: [] }
    ]
  )
})

for (const body of [{}, { strict: 'yes' }, { strict: true, more: 1 }]) {
  t.test(`the strictness is not ${JSON.stringify(body)}`, async (t) => {
    const { admin } = await control(t)
    t.equal((await admin('PUT', '/strictness', body)).status, 400)
    t.same((await admin('GET', '/strictness')).body, { strict: false })
  })
}
