import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control, everything } from './control.ts'

t.test('reset restores the data and reissues the same ids', async (t) => {
  const { admin, get, post, remove } = await control(t)
  const before = await everything({ get })
  const first = (await post('/custom-tags', { label: 'Fresh' })).body.id
  await remove(`/campaigns/${small.spring}`)
  const answer = await admin('POST', '/reset')
  t.equal(answer.status, 200)
  t.same(answer.body, { success: true })
  t.same(await everything({ get }), before)
  t.equal((await post('/custom-tags', { label: 'Fresh' })).body.id, first)
})

t.test('reset restores clock, journal, faults, limits and strictness, and keeps snapshots', async (t) => {
  const { admin, get } = await control(t)
  const limits = (await admin('GET', '/rate-limits')).body
  await admin('POST', '/clock/freeze', { at: '2020-01-01T00:00:00Z' })
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 404 } })
  await admin('PATCH', '/rate-limits', { enabled: true, per_second: 0 })
  await admin('PUT', '/strictness', { strict: true })
  await admin('PUT', '/snapshots/kept')
  t.equal((await get('/campaigns')).status, 429)

  await admin('POST', '/reset', {})
  t.equal((await admin('GET', '/clock')).body.frozen, false)
  t.not((await admin('GET', '/clock')).body.now.slice(0, 4), '2020')
  t.same((await admin('GET', '/journal')).body, { count: 0, entries: [] })
  t.same((await admin('GET', '/faults')).body, { faults: [] })
  t.same((await admin('GET', '/rate-limits')).body, limits)
  t.same((await admin('GET', '/strictness')).body, { strict: false })
  t.same((await admin('GET', '/snapshots')).body, { snapshots: ['kept'] })
  t.equal((await get('/campaigns?nonsense=1')).status, 200)
  t.equal((await admin('GET', '/journal')).body.entries[0].number, 1)
})

t.test('reset to a fixture loads that, and the next reset the seed again', async (t) => {
  const { admin, get } = await control(t)
  const before = await everything({ get })
  for (let times = 0; times < 2; times++) {
    t.equal((await admin('POST', '/reset', { to: 'empty' })).status, 200)
    t.same((await get('/campaigns')).body, { items: [] })
  }
  await admin('POST', '/reset', { to: 'small' })
  t.same(await everything({ get }), before)
  await admin('POST', '/reset', { to: 'empty' })
  await admin('POST', '/reset')
  t.same(await everything({ get }), before)
})

t.test('reset to an unknown fixture is refused by its name, and changes nothing', async (t) => {
  const { admin, get, post } = await control(t)
  await post('/custom-tags', { label: 'Kept' })
  const before = await everything({ get })
  const { status, body } = await admin('POST', '/reset', { to: 'nonsense' })
  t.equal(status, 400)
  t.equal(body.message, 'There is no bundled fixture nonsense, wanted one of empty, small')
  t.same(await everything({ get }), before)
})

t.test('reset accepts no path', async (t) => {
  const { admin, app } = await control(t)
  for (const to of ['../../etc/passwd', '/etc/passwd', '../package', 'small.json', '', '..']) {
    const { status, body } = await admin('POST', '/reset', { to })
    t.equal(status, 400, to)
    t.same(body, {
      ...badRequest(`body/to is '${to}', wanted 1 to 64 of a-z, 0-9, - and _`),
      code: 'FST_ERR_VALIDATION'
    })
  }
  const { state } = await import('../../src/workspace/state.ts')
  const workspace = await app.services.registry.open('default')
  await t.rejects(state(app.services).reset(workspace, '/etc/passwd'), {
    statusCode: 400,
    message: 'The fixture is /etc/passwd, wanted a name such as empty'
  })
})

t.test(
  'a reset ends the requests that a fault holds up, without an answer and without a trace',
  async (t) => {
    const { admin, get, post, fired } = await control(t)
    await admin('POST', '/faults', { operation_id: 'createCustomTag', connection: 'stall' })
    await admin('POST', '/faults', { operation_id: 'getCampaign', delay_ms: 600_000 })
    const creating = post('/custom-tags', { label: 'Important' })
    const reading = get(`/campaigns/${small.spring}`)
    const ended = Promise.all([t.rejects(creating), t.rejects(reading)])
    await Promise.all([fired('fault-1'), fired('fault-2')])
    await admin('POST', '/reset', { to: 'empty' })
    await ended
    t.same((await get('/custom-tags')).body.items, [])
    t.match((await admin('GET', '/journal')).body, { count: 1, entries: [{ operation_id: 'listCustomTag' }] })
  }
)
