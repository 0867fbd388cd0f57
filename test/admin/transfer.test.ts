import t from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { small } from '../start.ts'
import { badRequest, control, everything } from './control.ts'

t.test('an export is a fixture: entities by resource, and the workspace', async (t) => {
  const { admin } = await control(t)
  const { status, body } = await admin('GET', '/state')
  t.equal(status, 200)
  t.same(Object.keys(body), ['organization', ...keptResources.map(([, { name }]) => name)])
  t.equal(body.organization, small.organization)
  t.equal(body.campaigns.length, 4)
})

t.test('an export imported elsewhere exports the same', async (t) => {
  const { admin, get, post, remove } = await control(t)
  await post('/custom-tags', { label: 'Fresh' })
  await post(`/campaigns/${small.spring}/duplicate`)
  await remove(`/campaigns/${small.bounced}`)
  const exported = (await admin('GET', '/state')).body
  const answer = await admin('PUT', '/workspaces/other/state', exported)
  t.equal(answer.status, 200)
  t.same(answer.body, { success: true })
  t.strictSame((await admin('GET', '/workspaces/other/state')).body, exported)
  t.same(await everything({ get }, 'mock_other'), await everything({ get }))
})

t.test('new ids never collide with imported ones', async (t) => {
  const { admin, post } = await control(t)
  const ids = new Set<string>()
  for (const label of ['a', 'b', 'c']) ids.add((await post('/custom-tags', { label })).body.id)
  const exported = (await admin('GET', '/state')).body
  await admin('PUT', '/workspaces/other/state', exported)
  for (const label of ['d', 'e', 'f']) {
    const { status, body } = await post('/custom-tags', { label }, { key: 'mock_other' })
    t.equal(status, 200)
    ids.add(body.id)
  }
  t.equal(ids.size, 6)
})

t.test('import replaces all: resources that are absent are empty', async (t) => {
  const { admin, get } = await control(t)
  const { custom_tags } = (await admin('GET', '/state')).body
  await admin('PUT', '/state', { custom_tags })
  t.same((await get('/campaigns')).body, { items: [] })
  t.equal((await get('/custom-tags')).body.items.length, 2)
})

t.test('an import that is not a fixture is refused by its place, and changes nothing', async (t) => {
  const { admin, get } = await control(t)
  const before = await everything({ get })
  const exported = (await admin('GET', '/state')).body
  const [tag, other] = exported.custom_tags
  for (const [fixture, message] of [
    [
      { custom_tags: [tag, { ...other, label: 1 }] },
      /^body: custom_tags\/1\/label is 1, wanted a text that is not empty such as Important$/
    ],
    [
      { nonsense: [] },
      /^body: the fixture has nonsense: \[\], wanted only \$schema, organization, custom_tags/
    ],
    [{ custom_tags: [tag, tag] }, /^body: custom_tags\/1 has .*, as another of the custom_tags has$/]
  ] as const) {
    const { status, body } = await admin('PUT', '/state', fixture)
    t.equal(status, 400)
    t.match(body, badRequest(body.message))
    t.match(body.message, message)
  }
  for (const body of [[], [exported]]) t.equal((await admin('PUT', '/state', body)).status, 400)
  t.same(await everything({ get }), before)
})

t.test('an import may be larger than a body of the API', async (t) => {
  const { admin, get } = await control(t)
  const exported = (await admin('GET', '/state')).body
  const [campaign] = exported.campaigns
  const sequences = [{ steps: [step('x'.repeat(11 * 1024 * 1024))] }]
  const answer = await admin('PUT', '/state', { campaigns: [{ ...campaign, sequences }] })
  t.equal(answer.status, 200)
  t.equal((await get('/campaigns')).body.items.length, 1)
})

const step = (body: string) => ({ type: 'email', delay: 1, variants: [{ subject: 's', body }] })

t.test(
  'what the API takes comes in again: a variable of any name, the last moment of the year 9999',
  async (t) => {
    const { admin, get, post, patch } = await control(t)
    const variables = ['__proto__', 'constructor', 'toString']
    t.equal((await post(`/campaigns/${small.spring}/variables`, { variables })).status, 200)
    const last = '9999-12-31T23:59:59.999Z'
    await admin('PATCH', `/entities/campaigns/${small.summer}`, { timestamp_updated: last })
    t.equal((await patch(`/campaigns/${small.summer}`, { name: 'Late' })).body.timestamp_updated, last)
    const exported = await admin('GET', '/state')
    for (const name of variables) t.match(exported.text, `"${name}":true`)
    const answer = await admin('PUT', '/workspaces/other/state', exported.body)
    t.equal(answer.status, 200, answer.text)
    t.equal((await admin('GET', '/workspaces/other/state')).text, exported.text)
    t.same(await everything({ get }, 'mock_other'), await everything({ get }))
  }
)

// A choice: reading 10 MB took 600 MB of memory, and 300 MB ended the process.
t.test('a state of more than 64 MiB is refused before it is read', async (t) => {
  const { call, admin } = await control(t)
  const headers = { 'content-type': 'application/json' }
  const payload = Buffer.alloc(64 * 1024 * 1024 + 1, ' ')
  t.equal((await call('PUT', '/__admin/state', { payload, headers })).status, 413)
  t.equal((await admin('GET', '/state')).status, 200)
})

// 167,000 small tags took 21 s, during which no other request was served.
t.test('others are served while a large state comes in', async (t) => {
  const { admin, get } = await control(t)
  await get('/campaigns', { key: 'mock_other' })
  const done: string[] = []
  const custom_tags = Array.from({ length: 5000 }, (_, index) => ({ label: `Tag ${index}` }))
  const imported = admin('PUT', '/state', { custom_tags }).then(() => done.push('imported'))
  for (let times = 0; times < 3; times += 1) {
    await get('/campaigns', { key: 'mock_other' })
    done.push('served')
  }
  t.same((await get('/campaigns')).body.items.length, 4, 'until then the workspace is as it was')
  await imported
  t.same(done, ['served', 'served', 'served', 'imported'])
  t.equal((await get('/campaigns')).body.items.length, 0)
})

// A choice: 22 million empty ones in 63 MiB were looked at for a minute, in 5 GB of memory.
t.test('a state of more entities than a workspace holds is refused', async (t) => {
  const { admin, call, get } = await control(t)
  const before = await everything({ get })
  const headers = { 'content-type': 'application/json' }
  const payload = (count: number) => `{"custom_tags":[${Array(count).fill('{}').join()}]}`
  const refused = await call('PUT', '/__admin/state', { payload: payload(1_000_001), headers })
  t.match(refused, {
    status: 413,
    body: { message: 'The fixture holds 1000001 entities, wanted at most 1000000' }
  })
  t.equal((await call('PUT', '/__admin/state', { payload: payload(1_000_000), headers })).status, 400)
  t.same(await everything({ get }), before)
  t.equal((await admin('GET', '/state')).status, 200)
})
