import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { badRequest } from '../admin/control.ts'
import { receive } from './receiver.ts'
import { delivering } from './workspace.ts'

type Item = { id: number; state: string }

t.test('held deliveries are sent as they are released, in any order, repeatedly if requested', async (t) => {
  const { admin, emit, hook, idle } = await delivering(t)
  const { received, url } = await receive(t)
  const seen = () => received.map(({ body }) => body.event_type)
  t.equal((await admin('PATCH', '/deliveries', { mode: 'hold' })).body.mode, 'hold')
  await hook({ target_hook_url: url, event_type: 'all_events' })
  for (const type of [
    'email_sent',
    'email_opened',
    'link_clicked',
    'email_bounced',
    'account_error'
  ] as const) {
    emit({ type })
  }
  await idle()
  t.strictSame(seen(), [])
  t.same((await admin('POST', '/deliveries/release', { next: 1 })).body, { ids: [1] })
  await idle()
  t.strictSame(seen(), ['email_sent'])
  t.same((await admin('POST', '/deliveries/release', { ids: [4, 3, 3, 1] })).body, { ids: [4, 3, 6, 7] })
  await idle()
  t.strictSame(seen(), ['email_sent', 'email_bounced', 'link_clicked', 'link_clicked', 'email_sent'])
  t.same((await admin('POST', '/deliveries/release')).body, { ids: [2, 5] })
  await idle()
  t.strictSame(seen().slice(5), ['email_opened', 'account_error'])
  t.same((await admin('POST', '/deliveries/redeliver', { ids: [2] })).body, { ids: [8] })
  await admin('POST', '/deliveries/idle')
  t.equal(received.length, 8)
  t.equal(received[7]?.text, received[5]?.text)
  t.same((await admin('POST', '/deliveries/release', { ids: [99] })).body.message, 'There is no delivery 99')
})

t.test('held deliveries are sent when the mode is deliver again', async (t) => {
  const { admin, emit, hook, idle } = await delivering(t)
  const { received, url } = await receive(t)
  await admin('PATCH', '/deliveries', { mode: 'hold' })
  await hook({ target_hook_url: url, event_type: 'all_events' })
  emit({ type: 'email_sent' })
  emit({ type: 'email_opened' })
  t.same((await admin('PATCH', '/deliveries', { mode: 'deliver' })).body.mode, 'deliver')
  await idle()
  t.strictSame(
    received.map(({ body }) => body.event_type),
    ['email_sent', 'email_opened']
  )
})

t.test('deliveries are found and read, with a command that makes the same call', async (t) => {
  const { admin, emit, hook, idle } = await delivering(t)
  const { received, url } = await receive(t)
  const { id: webhook } = await hook({
    target_hook_url: `${url}?it's`,
    event_type: 'all_events',
    headers: { 'X-A': "b'c" }
  })
  emit({ type: 'email_sent' })
  emit({ type: 'email_opened' })
  await idle()
  const ids = async (query: string) =>
    (await admin('GET', `/deliveries?${query}`)).body.items.map(({ id }: Item) => id)
  t.strictSame(await ids(''), [1, 2])
  t.strictSame(await ids('limit=1'), [2])
  t.strictSame(await ids('event_type=email_sent'), [1])
  t.strictSame(await ids(`webhook=${webhook}&state=delivered`), [1, 2])
  t.strictSame(await ids('state=failed'), [])
  t.strictSame(await ids('lead_email=x'), [])
  const { body } = await admin('GET', '/deliveries/1')
  t.match(body, { id: 1, state: 'delivered', event_type: 'email_sent', webhook, tries: 1 })
  await promisify(execFile)('sh', ['-c', body.curl])
  const [first, , again] = received
  t.equal(again?.text, first?.text)
  t.equal(again?.path, first?.path)
  t.match(again?.headers, { 'x-a': "b'c", 'content-type': 'application/json' })
  t.equal((await admin('GET', '/deliveries/3')).status, 404)
  await admin('PATCH', `/entities/webhooks/${webhook}`, { target_hook_url: 'http://localhost:99999/' })
  t.match((await admin('GET', '/deliveries/1')).body.curl, "curl -X POST 'http://localhost:99999/'")
})

t.test('deliveries are verified as calls are', async (t) => {
  const { admin, emit, hook } = await delivering(t)
  await admin('PATCH', '/deliveries', { mode: 'record' })
  const { id: webhook } = await hook({ target_hook_url: 'http://localhost:3001/', event_type: 'all_events' })
  emit({ type: 'email_sent' })
  emit({ type: 'email_opened' })
  const verify = (deliveries: object[], in_order?: boolean) =>
    admin('POST', '/deliveries/verify', { deliveries, in_order })
  const sent = { event_type: 'email_sent' }
  const opened = { event_type: 'email_opened' }
  for (const [expected, inOrder, status] of [
    [[{ ...sent, exactly: 1 }], undefined, 200],
    [[{ webhook, exactly: 2 }], undefined, 200],
    [[{ ...sent, payload: { campaign_name: 'Summer outreach' } }], undefined, 200],
    [[{ ...sent, payload: { campaign_name: 'Spring outreach' } }], undefined, 409],
    [[{ ...sent, lead_email: 'ben@example.org' }], undefined, 409],
    [[{ ...sent, lead_email: 'carla@example.org' }], undefined, 200],
    [[{ ...sent, exactly: 2 }], undefined, 409],
    [[sent, opened], true, 200],
    [[opened, sent], true, 409]
  ] as const) {
    t.equal((await verify([...expected], inOrder)).status, status, JSON.stringify(expected))
  }
  t.match((await verify([{ event_type: 'email_bounced' }])).body.message, 'expected at least 1 of')
  t.equal((await verify([{ exactly: 1, at_most: 2 }])).status, 400)
})

t.test('a call with only unknown fields is refused', async (t) => {
  const { admin } = await delivering(t)
  for (const [method, path, body] of [
    ['PATCH', '/deliveries', { mode: 'off' }],
    ['PATCH', '/deliveries', {}],
    ['POST', '/deliveries/release', { count: 1 }],
    ['POST', '/deliveries/release', { next: 0 }],
    ['POST', '/deliveries/redeliver', {}],
    ['POST', '/deliveries/verify', { deliveries: [] }],
    ['GET', '/deliveries?state=lost', undefined]
  ] as const) {
    const { status, body: answer } = await admin(method, path, body)
    t.match({ status, ...answer }, { ...badRequest(answer.message), status: 400 }, `${method} ${path}`)
  }
})

t.test('an advance with settle false does not wait for deliveries', async (t) => {
  const { admin, emit, hook, idle } = await delivering(t)
  const open: (() => void)[] = []
  const { came, url } = await receive(t, (answer) => open.push(() => answer.end()))
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  await came(1)
  const { body } = await admin('POST', '/clock/advance', { by: '1h', settle: false })
  t.same(body.deliveries, { delivered: 0, failed: 0, waiting: 1 })
  const advanced = admin('POST', '/clock/advance', { by: '1h' })
  open[0]?.()
  await advanced
  t.match((await admin('GET', '/deliveries')).body.items, [{ state: 'delivered' }])
  t.equal(await idle(), true)
})

t.test('a run waits for deliveries and their retries, unless settle is false', async (t) => {
  const { admin, emit, hook } = await delivering(t)
  const open: (() => void)[] = []
  const { came, url, received } = await receive(t, (answer, _, number) => {
    answer.statusCode = 503
    if (number > 3) open.push(() => answer.end())
    else answer.end()
  })
  await hook({ target_hook_url: url, event_type: 'email_sent' })
  emit({ type: 'email_sent' })
  const { body } = await admin('POST', '/simulation/run', { until: 'idle' })
  t.match(body, {
    stopped: 'idle',
    // The third try, 10 and 30 seconds after the first two.
    now: '2026-01-15T12:00:40.000Z',
    deliveries: { delivered: 0, failed: 1, waiting: 0 }
  })
  t.equal(received.length, 3)
  emit({ type: 'email_sent' })
  await came(4)
  const unsettled = (await admin('POST', '/simulation/run', { until: 'idle', settle: false })).body
  t.same(unsettled.deliveries, { delivered: 0, failed: 0, waiting: 1 })
  open[0]?.()
})

t.test('what is queued is named in order, without a url once its webhook is gone', async (t) => {
  const { emit, hook, remove, workspace } = await delivering(t)
  workspace.deliveries.end()
  const before = workspace.deliveries.last()
  const target_hook_url = 'http://localhost:1/hook'
  const { id: webhook } = await hook({ target_hook_url, event_type: 'all_events' })
  for (const type of ['email_sent', 'email_opened'] as const) emit({ type })
  const queued = (url: string | null) => [
    { id: before + 1, event_type: 'email_sent', webhook, url },
    { id: before + 2, event_type: 'email_opened', webhook, url }
  ]
  t.strictSame(workspace.deliveries.queuedSince(before), queued(target_hook_url))
  t.strictSame(workspace.deliveries.queuedSince(before + 1), queued(target_hook_url).slice(1))
  await remove(`/webhooks/${webhook}`)
  t.strictSame(workspace.deliveries.queuedSince(before), queued(null))
})
