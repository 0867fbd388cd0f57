// What the second step does, and the last moment of a span: the first alone hides many a mistake.
import t, { type Test } from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'
import { requests } from './requests.ts'

const noon = '2026-01-15T12:00:00.000Z'
const spring = `/campaigns/${small.spring}`

/** A server with its clock frozen at noon, and a function that moves it. */
async function atNoon(t: Test) {
  const client = await control(t)
  await client.admin('POST', '/clock/freeze', { at: noon })
  const advance = (by: string) => client.admin('POST', '/clock/advance', { by })
  return { ...client, advance }
}

// Documented: a campaign is shared for seven days.
t.test('sharing again restarts the seven days, which end with their last millisecond', async (t) => {
  const { post, advance } = await atNoon(t)
  const copy = async () => (await post(`${spring}/from-export`)).status
  await post(`${spring}/share`)
  await advance('6d')
  await post(`${spring}/share`)
  await advance('6d')
  t.equal(await copy(), 200, 'twelve days after the first')
  await advance('86399999ms')
  t.equal(await copy(), 200)
  await advance('1ms')
  t.equal(await copy(), 403)
  await post(`${spring}/share`)
  t.equal(await copy(), 200, 'a share that ended can be given again')
})

// Recorded: absent when nothing applies.
t.test('a campaign that is paused, activated or copied has no reason for not sending', async (t) => {
  const { admin, get, post } = await control(t)
  const blocked = { status: -1, not_sending_status: 99 }
  for (const step of ['pause', 'activate']) {
    await admin('PATCH', `/entities/campaigns/${small.spring}`, blocked)
    t.match((await get(spring)).body, blocked)
    await post(`${spring}/${step}`)
    // One that is activated sends, or says why it does not: the old reason is gone all the same.
    const { body } = await get(spring)
    if (step === 'pause') t.notOk('not_sending_status' in body)
    t.not(body.not_sending_status, 99, step)
    const { body: stored } = await admin('GET', `/entities/campaigns/${small.spring}`)
    t.notOk('not_sending_status' in stored, step)
  }
  await admin('PATCH', `/entities/campaigns/${small.spring}`, blocked)
  await post(`${spring}/share`)
  for (const step of ['duplicate', 'from-export']) {
    const { body } = await post(`${spring}/${step}`, step === 'duplicate' ? {} : undefined)
    t.notMatch((await get(`/campaigns/${body.id}`)).body, { not_sending_status: Number }, step)
    t.equal(body.status, 0, 'a draft')
  }
})

t.test('the mappings of an account follow the senders of campaigns, and end with the campaign', async (t) => {
  const { get, post, patch, remove } = await control(t)
  const campaigns = async () =>
    (await get('/account-campaign-mappings/new@example.com')).body.items.map(
      ({ campaign_id }: { campaign_id: string }) => campaign_id
    )
  t.same(await campaigns(), [])
  const { body: made } = await post('/campaigns', {
    ...requests.createCampaign?.[1],
    email_list: ['new@example.com']
  })
  t.same(await campaigns(), [made.id])
  await patch(`/campaigns/${made.id}`, { email_list: ['other@example.com'] })
  t.same(await campaigns(), [])
  await patch(`/campaigns/${made.id}`, { email_list: ['other@example.com', 'new@example.com'] })
  t.same(await campaigns(), [made.id])
  await remove(`/campaigns/${made.id}`)
  t.same(await campaigns(), [])
})

// A choice: the contract states no bounds, so that no limit is refused.
t.test('the mappings of an account come in pages of 1 to 100, by default 10', async (t) => {
  const { get, post } = await control(t)
  const body = { ...requests.createCampaign?.[1], email_list: ['new@example.com'] }
  for (let number = 0; number < 101; number += 1) await post('/campaigns', body)
  const count = async (query: string) =>
    (await get(`/account-campaign-mappings/new@example.com${query}`)).body.items.length
  t.equal(await count(''), 10)
  t.equal(await count('?limit=1000'), 100)
  t.equal(await count('?limit=0'), 1)
  t.equal(await count('?limit=-5'), 1)
})

for (const [name, length] of [
  ['per_second', 1000],
  ['per_minute', 60_000],
  ['per_hour', 3_600_000],
  ['per_30_days', 2_592_000_000]
] as const) {
  // A choice: windows follow each other, the first from 1970 on.
  t.test(`a limit ${name} refuses up to its last millisecond, not beyond`, async (t) => {
    const { admin, get, advance } = await atNoon(t)
    const begin = new Date(Math.ceil(Date.parse(noon) / length) * length)
    await admin('POST', '/clock/set', { to: begin.toISOString() })
    await admin('PATCH', '/rate-limits', { enabled: true, operations: { countLaunched: { [name]: 2 } } })
    const status = async () => (await get('/campaigns/count-launched')).status
    for (let round = 0; round < 2; round += 1) {
      t.same([await status(), await status(), await status()], [200, 200, 429])
      await advance(`${length - 1}ms`)
      t.equal(await status(), 429)
      await advance('1ms')
    }
  })
}

t.test('delay_ms holds an answer of the fault back, too', async (t) => {
  const { admin, get, fired } = await control(t)
  const fault = { operation_id: 'getCampaign', delay_ms: 600_000, answer: { status: 429 } }
  await admin('POST', '/faults', fault)
  let isAnswered = false
  const waiting = get(spring).then(({ status }) => {
    isAnswered = true
    return status
  })
  await fired('fault-1')
  // Whatever is not held back is answered before these.
  for (let call = 0; call < 5; call += 1) await get('/custom-tags')
  t.equal(isAnswered, false)
  await admin('POST', '/faults/fault-1/release')
  t.equal(await waiting, 429)
})

t.test('the report counts every refusal as an error, and puts the most frequent first', async (t) => {
  const { admin, get, post } = await control(t)
  await get('/campaigns/count-launched')
  await post('/custom-tags', {})
  await post('/custom-tags', { label: 'Important' })
  await get('/campaigns?limit=0')
  await get('/campaigns?limit=1')
  await get(spring, { key: 'nobody' })
  for (let call = 0; call < 3; call += 1) await get('/custom-tags')
  t.same((await admin('GET', '/report')).body.operations, [
    { operation_id: 'listCustomTag', calls: 3, errors: 0 },
    { operation_id: 'createCustomTag', calls: 2, errors: 2 },
    { operation_id: 'listCampaign', calls: 2, errors: 1 },
    { operation_id: 'countLaunched', calls: 1, errors: 0 }
  ])
})

t.test('a full page of the default length is one to read on from', async (t) => {
  const { admin, get, post } = await control(t)
  // Four are there.
  for (let number = 5; number < 10; number += 1) await post('/campaigns', requests.createCampaign?.[1])
  const advice = async () =>
    (await admin('GET', '/report')).body.advice.map(({ advice }: { advice: string }) => advice)
  await get('/campaigns')
  t.same(await advice(), [], 'nine are no full page')
  await post('/campaigns', requests.createCampaign?.[1])
  await get('/campaigns')
  t.match(await advice(), [/^listCampaign returned a full page/])
})

t.test('only a 429 asks a client to wait before it sends the same again', async (t) => {
  for (const [status, isHasty] of [
    [429, true],
    [404, false],
    [401, false]
  ] as const) {
    const { admin, get } = await atNoon(t)
    await admin('POST', '/faults', { operation_id: 'getCampaign', calls: { to: 1 }, answer: { status } })
    t.equal((await get(spring)).status, status)
    t.equal((await get(spring)).status, 200)
    t.equal((await admin('GET', '/report')).body.advice.length, isHasty ? 1 : 0, String(status))
  }
})

for (const name of [
  ...['password', 'passwd', 'Passwd', 'user_password', 'secret', 'client_secret', 'token', 'access_token'],
  ...[
    'api_key',
    'api-key',
    'apiKey',
    'authorization',
    'Authorization',
    'credential',
    'credentials',
    'cookie'
  ],
  ...['Set-Cookie', 'cookies']
]) {
  t.test(`the journal shows no value of ${name}, in bodies, queries and deeper`, async (t) => {
    const { admin, get, post } = await control(t)
    await post('/custom-tags', { label: 'a', [name]: 'hunter2' })
    await post('/custom-tags', { label: 'b', more: [{ [name]: { value: 'hunter2' } }] })
    await get(`/campaigns?${name}=hunter2`)
    const { text, body } = await admin('GET', '/journal')
    t.notMatch(text, /hunter2/)
    t.match(body.entries, [{ body: { [name]: '…' } }, {}, {}])
  })
}
