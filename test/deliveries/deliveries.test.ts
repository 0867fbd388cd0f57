import t from 'tap'
import { small } from '../start.ts'
import { receive } from './receiver.ts'
import { delivering, noon } from './workspace.ts'

type Record = { timestamp_created: string; success: boolean; retry_group_id?: string }

t.test('a reply is sent to the webhook that waits for it', async (t) => {
  const { emit, hook, idle, records } = await delivering(t)
  const { received, url } = await receive(t)
  await hook({ target_hook_url: url, event_type: 'reply_received', headers: { 'X-Source': 'test' } })
  emit({ type: 'reply_received', email: small.received, step: 0, variant: 1, lead: undefined })
  t.equal(await idle(), true)
  t.equal(received.length, 1)
  const [call] = received
  t.match(call, { path: '/hook', headers: { 'content-type': 'application/json', 'x-source': 'test' } })
  // Reported live: the members, their order, and that step and variant count from 1.
  t.equal(
    call?.text,
    JSON.stringify({
      timestamp: noon,
      event_type: 'reply_received',
      workspace: small.organization,
      campaign_id: small.summer,
      unibox_url: `https://app.instantly.ai/app/unibox?thread_search=thread:${small.thread}&selected_wks=${small.organization}`,
      campaign_name: 'Summer outreach',
      email_account: 'anna@example.com',
      reply_text_snippet: 'Happy to talk. Tuesday at ten?',
      lead_email: 'ben@example.org',
      step: 1,
      variant: 2,
      is_first: true,
      email_id: small.received,
      reply_subject: 'Re: A question, Ben',
      reply_text: 'Happy to talk. Tuesday at ten?',
      reply_html: 'Happy to talk.<br/>Tuesday at ten?'
    })
  )
  const [record, ...more] = await records()
  t.strictSame(more, [])
  const { id, payload, response_time_ms, ...rest } = record
  t.match(id, /^019bc186-de00-7/, 'the instant of noon')
  t.same(payload, call?.body)
  t.type(response_time_ms, 'number')
  t.same(rest, {
    timestamp_created: noon,
    timestamp_created_date: '2026-01-15',
    organization_id: small.organization,
    success: true,
    retry_count: 0,
    will_retry: false,
    webhook_url: url,
    status_code: 200,
    lead_email: 'ben@example.org'
  })
})

// Reported live: the lead's own data comes at the top level, before the step.
t.test('the payload of a sent email has the data of its lead', async (t) => {
  const { emit, hook, idle } = await delivering(t)
  const { received, url } = await receive(t)
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  for (const step of [0, 1]) emit({ type: 'email_sent', email: small.sent, step, variant: 0 })
  emit({ type: 'email_sent', email: small.sent, account: undefined })
  emit({ type: 'email_sent', campaign: small.unknown, lead: small.unknown, email: small.unknown })
  await idle()
  const [first, second, third, last] = received.map(({ body }) => body)
  t.strictSame(Object.keys(first ?? {}), [
    'timestamp',
    'event_type',
    'workspace',
    'campaign_id',
    'unibox_url',
    'campaign_name',
    'email_account',
    'lead_email',
    'firstName',
    'lastName',
    'email',
    'favouriteTea',
    'step',
    'variant',
    'is_first',
    'email_id',
    'email_subject',
    'email_html'
  ])
  t.match(first, { unibox_url: null, lead_email: 'carla@example.org', favouriteTea: 'Assam', step: 1 })
  // Documented: the first of its type for the lead.
  t.strictSame([first?.is_first, second?.is_first], [true, false])
  t.equal(third?.email_account, 'anna@example.com')
  t.same(last, {
    timestamp: noon,
    event_type: 'email_sent',
    workspace: small.organization,
    campaign_id: small.unknown,
    unibox_url: null,
    email_account: 'anna@example.com'
  })
})

t.test('a failed call is repeated after 10 and 30 seconds of the clock', async (t) => {
  const { admin, advance, emit, hook, idle, records } = await delivering(t)
  const { received, url } = await receive(t, (answer, _call, number) => {
    answer.writeHead(number < 3 ? 404 : 204).end()
  })
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  await idle()
  t.match((await admin('GET', '/due')).body.items, [{ task: 'deliver', due: '2026-01-15T12:00:10.000Z' }])
  t.same((await advance('9999ms')).body.deliveries, { delivered: 0, failed: 0, waiting: 1 })
  t.equal(received.length, 1)
  await advance('1ms')
  t.equal(received.length, 2)
  t.same((await advance('1h')).body.deliveries, { delivered: 1, failed: 0, waiting: 0 })
  t.equal(received.length, 3)
  t.notOk('deliveries' in (await advance('1h')).body)
  const made: Record[] = await records()
  t.match(made, [
    {
      success: false,
      status_code: 404,
      error_message: 'HTTP 404: Not Found',
      retry_count: 0,
      will_retry: true,
      timestamp_created: noon,
      timestamp_next_retry: '2026-01-15T12:00:10.000Z'
    },
    {
      success: false,
      retry_count: 1,
      will_retry: true,
      retry_successful: false,
      timestamp_created: '2026-01-15T12:00:10.000Z',
      timestamp_next_retry: '2026-01-15T12:00:40.000Z'
    },
    {
      success: true,
      status_code: 204,
      retry_count: 2,
      will_retry: false,
      retry_successful: true,
      timestamp_created: '2026-01-15T12:00:40.000Z'
    }
  ])
  t.equal(new Set(made.map(({ retry_group_id }) => retry_group_id)).size, 1)
  t.equal(new Set(received.map(({ text }) => text)).size, 1, 'the payload stays as it was')
})

// Reported live: repeated failure disables; that it takes ten is a choice.
t.test('ten events in a row that are given up disable the webhook until it is resumed', async (t) => {
  const { advance, emit, get, hook, idle, post, records } = await delivering(t)
  let isUp = false
  const { received, url } = await receive(t, (answer) => answer.writeHead(isUp ? 200 : 500).end())
  const { id } = await hook({ target_hook_url: url, event_type: 'email_sent' })
  for (let number = 1; number <= 9; number += 1) emit({ type: 'email_sent' })
  await advance('1h')
  t.equal(received.length, 27)
  isUp = true
  emit({ type: 'email_sent' })
  await idle()
  isUp = false
  for (let number = 1; number <= 9; number += 1) emit({ type: 'email_sent' })
  await advance('1h')
  t.equal((await get(`/webhooks/${id}`)).body.status, 1, 'one that went well counts from the beginning')
  for (let number = 1; number <= 3; number += 1) emit({ type: 'email_sent' })
  await advance('40s')
  t.match((await get(`/webhooks/${id}`)).body, { status: -1, timestamp_error: '2026-01-15T14:00:40.000Z' })
  const calls = received.length
  emit({ type: 'email_sent' })
  await advance('1h')
  t.equal(received.length, calls, 'nothing is kept for it')
  await post(`/webhooks/${id}/resume`)
  await advance('1h')
  t.equal(received.length, calls)
  isUp = true
  emit({ type: 'email_sent' })
  await idle()
  t.equal(received.length, calls + 1)
  t.match((await records()).at(-1), { success: true })
})

t.test('an event goes to the webhooks of its type and its campaign, from the oldest', async (t) => {
  const { admin, emit, hook } = await delivering(t)
  await admin('PATCH', '/deliveries', { mode: 'record' })
  const make = async (name: string, webhook: object) =>
    [(await hook({ target_hook_url: 'http://localhost:3001/', name, ...webhook })).id, name] as const
  const names = new Map([
    await make('sent', { event_type: 'email_sent' }),
    await make('all', { event_type: 'all_events' }),
    await make('summer', { event_type: 'all_events', campaign: small.summer }),
    await make('spring', { event_type: 'all_events', campaign: small.spring }),
    await make('clicked', { event_type: 'email_link_clicked' }),
    await make('replied', { event_type: 'reply_received' }),
    await make('neutral', { event_type: 'lead_neutral' }),
    await make('booked', { event_type: 'lead_meeting_booked' }),
    await make('label', { custom_interest_value: 60 })
  ])
  for (const [type, value, event_type, wanted] of [
    ['email_sent', undefined, 'email_sent', ['sent', 'all', 'summer']],
    // Reported live: subscribed by another name.
    ['link_clicked', undefined, 'link_clicked', ['all', 'summer', 'clicked']],
    // Documented.
    ['auto_reply_received', undefined, 'auto_reply_received', ['all', 'summer', 'replied']],
    ['lead_interest_changed', 2, 'lead_meeting_booked', ['all', 'summer', 'booked']],
    ['lead_interest_changed', -4, 'lead_no_show', ['all', 'summer']],
    // Documented: the text of the label; 60 is that of the small world.
    ['lead_interest_changed', 60, 'Asked for prices', ['all', 'summer', 'label']],
    // A choice.
    ['lead_interest_changed', null, 'lead_neutral', ['all', 'summer', 'neutral']],
    ['lead_interest_changed', -3, undefined, []],
    ['lead_skipped', undefined, undefined, []]
  ] as const) {
    const before = (await admin('GET', '/deliveries')).body.items.length
    emit({ type, value })
    await admin('POST', '/deliveries/idle')
    const items = (await admin('GET', '/deliveries')).body.items.slice(before)
    t.strictSame(
      items.map(({ webhook }: { webhook: string }) => names.get(webhook)),
      wanted,
      `${type} ${value}`
    )
    for (const item of items) t.match(item, { event_type, state: 'delivered', payload: { event_type } })
  }
})

t.test('a deleted or disabled webhook gets nothing more', async (t) => {
  const { admin, emit, hook, idle, remove } = await delivering(t)
  const { received, url } = await receive(t)
  await admin('PATCH', '/deliveries', { mode: 'hold' })
  const { id } = await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  await remove(`/webhooks/${id}`)
  await admin('PATCH', '/deliveries', { mode: 'deliver' })
  await idle()
  t.equal(received.length, 0)
  t.match((await admin('GET', '/deliveries')).body.items, [{ state: 'dropped', url: null, curl: '' }])
})

t.test('a test makes one call and returns its outcome', async (t) => {
  const { admin, hook, post, records } = await delivering(t)
  const { received, url } = await receive(t, (answer, { path }) => {
    answer.writeHead(path === '/hook' ? 200 : 404).end()
  })
  const tried = async (target_hook_url: string) => {
    const { id } = await hook({ target_hook_url, event_type: 'email_sent' })
    return (await post(`/webhooks/${id}/test`)).body
  }
  t.match(await tried(url), { success: true, status_code: 200, response_time_ms: Number })
  t.match(received[0]?.body, { event_type: 'email_sent', workspace: small.organization })
  const { id: ofLabel } = await hook({ target_hook_url: url, custom_interest_value: 60 })
  t.match((await post(`/webhooks/${ofLabel}/test`)).body, { success: true })
  t.match(await tried(`${url}/2`), { success: false, status_code: 404, error: 'HTTP 404: Not Found' })
  t.match(await tried('http://127.0.0.1:1/'), { success: false, error: 'connect ECONNREFUSED 127.0.0.1:1' })
  t.equal(received.length, 3)
  t.equal((await post(`/webhooks/${small.unknown}/test`)).status, 404)
  await admin('PATCH', '/deliveries', { mode: 'record' })
  t.match(await tried('http://127.0.0.1:1/'), { success: true, status_code: 200 })
  t.strictSame(await records(), [])
})

// Documented: results that take long are sent to this URL.
t.test('the result of a pending verification is sent to its address', async (t) => {
  const { admin, advance, get, post } = await delivering(t)
  const { received, url } = await receive(t)
  await post('/email-verification', { email: 'pending@example.org', webhook_url: url })
  await post('/email-verification', { email: 'pending.too@example.org', webhook_url: '' })
  await advance('9s')
  t.equal(received.length, 0)
  t.same((await advance('1s')).body.deliveries, { delivered: 1, failed: 0, waiting: 0 })
  t.equal(received.length, 1)
  t.equal(received[0]?.text, (await get('/email-verification/pending@example.org')).text)
  const deliveries = [{ payload: { email: 'pending@example.org' }, exactly: 1 }]
  t.equal((await admin('POST', '/deliveries/verify', { deliveries })).status, 200)
})

t.test('of more than ten thousand that wait, the oldest are given up', async (t) => {
  const { admin, emit, hook, workspace } = await delivering(t)
  await admin('PATCH', '/deliveries', { mode: 'hold' })
  await hook({ target_hook_url: 'http://localhost:3001/', event_type: 'email_sent' })
  workspace.transaction(() => {
    for (let number = 1; number <= 10_100; number += 1) emit({ type: 'email_sent' })
  })
  const { items } = (await admin('GET', '/deliveries?state=waiting&limit=10000')).body
  t.equal(items.length, 10_000)
  t.equal(items[0].id, 101)
  const { total_events, failed_events } = workspace.webhookEvents.summary({ from: '2026-01-15' })
  t.strictSame([total_events, failed_events], [100, 100])
})

t.test('if the outcome of a call could not be stored, the call is repeated', async (t) => {
  const { emit, hook, idle, records, workspace } = await delivering(t)
  const { came, received, url } = await receive(t)
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  const told = t.capture(console, 'error')
  workspace.sql('ALTER TABLE webhook_events RENAME TO away').run()
  emit({ type: 'email_sent' })
  t.equal(await idle(), true)
  await came(1)
  t.match(told()[0]?.args[0], { message: /no such table/ })
  workspace.sql('ALTER TABLE away RENAME TO webhook_events').run()
  await idle()
  t.equal(received.length, 2)
  t.match(await records(), [{ success: true, retry_count: 0 }])
})
