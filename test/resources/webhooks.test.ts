import t, { type Test } from 'tap'
import { small, start } from '../start.ts'

const noon = '2026-01-15T12:00:00.000Z'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
const address = 'http://localhost:3001/autumn'
type Item = { id: string; name?: string }

async function atNoon(t: Test) {
  const client = await start(t)
  await client.call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  return client
}

t.test('a new webhook is answered as recorded', async (t) => {
  const { get, post } = await atNoon(t)
  const { status, body, text } = await post('/webhooks', {
    event_type: 'email_sent',
    name: 'Autumn',
    target_hook_url: address
  })
  t.equal(status, 200)
  t.equal(
    text,
    JSON.stringify({
      id: body.id,
      organization: small.organization,
      target_hook_url: address,
      timestamp_created: noon,
      name: 'Autumn',
      event_type: 'email_sent',
      status: 1
    })
  )
  // Recorded: an id of version 7 carries the instant.
  t.equal(Number.parseInt(body.id.replaceAll('-', '').slice(0, 12), 16), Date.parse(noon))
  t.equal((await get(`/webhooks/${body.id}`)).text, text)
})

t.test('an identical webhook is not created twice', async (t) => {
  const { get, post } = await start(t)
  const wanted = { target_hook_url: address, name: 'Autumn', event_type: 'email_sent' }
  const first = await post('/webhooks', wanted)
  // Recorded for URL, name and type. That headers do not distinguish webhooks is a choice.
  for (const again of [wanted, { ...wanted, campaign: null }, { ...wanted, headers: { 'X-A': 'b' } }]) {
    t.equal((await post('/webhooks', again)).text, first.text)
  }
  for (const other of [
    { ...wanted, target_hook_url: `${address}/2` },
    { ...wanted, name: 'Winter' },
    { target_hook_url: address, event_type: 'email_sent' },
    { ...wanted, event_type: 'email_opened' },
    // A choice.
    { ...wanted, campaign: small.spring },
    { target_hook_url: address, name: 'Autumn', custom_interest_value: 60 }
  ]) {
    const made = await post('/webhooks', other)
    t.equal(made.status, 200)
    t.not(made.body.id, first.body.id, JSON.stringify(other))
  }
  t.equal((await get('/webhooks?limit=100')).body.items.length, 8)
})

t.test('the list is filtered by campaign and type', async (t) => {
  const { get, post } = await start(t)
  for (const [name, campaign, event_type] of [
    ['a', small.spring, 'email_sent'],
    ['b', small.summer, 'email_sent'],
    ['c', small.spring, 'all_events']
  ]) {
    await post('/webhooks', { target_hook_url: address, name, campaign, event_type })
  }
  const names = async (query: string) =>
    (await get(`/webhooks?${query}`)).body.items.map(({ name }: Item) => name).toSorted()
  t.strictSame(await names(''), ['Replies', 'a', 'b', 'c'])
  t.strictSame(await names('campaign='), ['Replies', 'a', 'b', 'c'])
  t.strictSame(await names(`campaign=${small.spring}`), ['a', 'c'])
  t.strictSame(await names('event_type=email_sent'), ['a', 'b'])
  t.strictSame(await names(`campaign=${small.spring}&event_type=email_sent`), ['a'])
  t.equal((await get('/webhooks?event_type=nonsense')).status, 400)
})

// Recorded: 18, the last two for labels.
t.test('event-types lists 18', async (t) => {
  const { get } = await start(t)
  const { event_types } = (await get('/webhooks/event-types')).body
  t.equal(event_types.length, 18)
  t.strictSame(
    event_types.slice(16).map(({ id, type }: { id: string; type: string }) => [id, type]),
    [
      ['custom_label_any_positive', 'custom_label'],
      ['custom_label_any_negative', 'custom_label']
    ]
  )
})

t.test('a patch changes the named fields, and null removes one', async (t) => {
  const { get, patch, post } = await start(t)
  const { body } = await post('/webhooks', { target_hook_url: address, name: 'Autumn', headers: { a: 'b' } })
  const changed = await patch(`/webhooks/${body.id}`, { name: null, headers: { 'X-C': 'd' } })
  const { name, ...rest } = body
  t.same(changed.body, { ...rest, headers: { 'X-C': 'd' } })
  t.equal((await get(`/webhooks/${body.id}`)).text, changed.text)
})

t.test('a disabled webhook is resumed', async (t) => {
  const { get, post } = await start(t)
  const { timestamp_error, ...rest } = (await get(`/webhooks/${small.hook}`)).body
  t.match(timestamp_error, /Z$/)
  const resumed = await post(`/webhooks/${small.hook}/resume`)
  t.same(resumed.body, { ...rest, status: 1 })
  t.equal((await get(`/webhooks/${small.hook}`)).text, resumed.text)
})

t.test('an unknown webhook is a 404', async (t) => {
  const { get, patch, post, remove } = await start(t)
  for (const answer of [
    await get(`/webhooks/${small.unknown}`),
    await patch(`/webhooks/${small.unknown}`, { name: 'x' }),
    await remove(`/webhooks/${small.unknown}`),
    await post(`/webhooks/${small.unknown}/resume`)
  ]) {
    t.equal(answer.status, 404)
    t.same(answer.body, missing)
  }
})

t.test('a URL or headers with which no call is possible are refused by name', async (t) => {
  const { patch, post } = await start(t)
  for (const [body, message] of [
    [{ target_hook_url: 'http://' }, 'body/target_hook_url must be a URL of http or https'],
    [{ target_hook_url: 'ftp://localhost' }, /^body\/target_hook_url must match pattern/],
    [{ target_hook_url: 'http://localhost:99999/' }, 'body/target_hook_url must be a URL of http or https'],
    [
      { target_hook_url: 'http://anna:secret@localhost:3001/' },
      'body/target_hook_url has credentials in it, wanted them in headers such as Authorization'
    ],
    [
      { target_hook_url: `http://localhost/${'a'.repeat(9983)}` },
      'body/target_hook_url has 10000 characters, wanted 2048 at most'
    ],
    [{ headers: { Host: 'x' } }, 'body/headers/Host cannot be set, as each call has its own'],
    [
      { headers: { 'content-length': '1' } },
      'body/headers/content-length cannot be set, as each call has its own'
    ],
    [{ headers: { 'X-A\r\nX-B': 'x' } }, 'body/headers/X-A\\r\\nX-B is no name of a header'],
    [{ headers: { 'X-A': 'x\r\nX-B: y' } }, 'body/headers/X-A has characters that no header can have'],
    [{ headers: { 'X-A': 'Ω' } }, 'body/headers/X-A has characters that no header can have']
  ] as const) {
    for (const { status, body: answer } of [
      await post('/webhooks', { target_hook_url: address, event_type: 'email_sent', ...body }),
      await patch(`/webhooks/${small.hook}`, body)
    ]) {
      t.equal(status, 400, JSON.stringify(body).slice(0, 80))
      t.match(answer.message, message)
    }
  }
})
