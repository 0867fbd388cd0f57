import t from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

const spring = { campaign_id: small.spring }
const address = (name: string | number) => `${name}@example.com`
const MIB = 1024 * 1024

// Choices: which address is none. Each is counted, and the others come in.
t.test('an invalid email is counted and does not keep out other leads', async (t) => {
  const { post } = await control(t)
  const wrong = ['ben', 'ben@', '@example.com', 'ben@@example.com', 'ben @example.com', ' ', '']
  const leads = [address('a'), ...wrong, address('b')].map((email) => ({ email }))
  const { body } = await post('/leads/add', { ...spring, leads })
  t.match(body, { leads_uploaded: 2, invalid_email_count: wrong.length, total_sent: wrong.length + 2 })
  t.same(
    body.created_leads.map(({ index }: { index: number }) => index),
    [0, wrong.length + 1]
  )
  for (const email of wrong) {
    t.equal((await post('/leads', { campaign: small.spring, email })).status, 400, email)
  }
  t.equal((await post('/leads/list', { campaign: small.spring })).body.items.length, 2)
})

// The limit is the edge's, the same for all operations.
t.test('a body of exactly 10 MiB is accepted; one byte more is refused and adds nothing', async (t) => {
  const { call, post } = await control(t)
  const text = (length: number) => {
    const body = JSON.stringify({ ...spring, leads: [{ email: address('a'), personalization: '' }] })
    return body.replace('"personalization":""', `"personalization":"${'x'.repeat(length - body.length)}"`)
  }
  const send = (payload: string) =>
    call('POST', '/api/v2/leads/add', { payload, headers: { 'content-type': 'application/json' } })
  t.equal((await send(text(10 * MIB + 1))).status, 413)
  t.same((await post('/leads/list', { campaign: small.spring })).body, { items: [] })
  t.match(await send(text(10 * MIB)), { status: 200, body: { leads_uploaded: 1 } })
})

// Choices: an id that is named twice is one lead, and one that is unknown none.
t.test('duplicate and unknown ids do no harm', async (t) => {
  const { admin, get, post, remove } = await control(t)
  const made: string[] = []
  for (const name of ['a', 'b', 'c']) {
    made.push((await post('/leads', { campaign: small.spring, email: address(name) })).body.id)
  }
  const [a, b] = made
  const ids = [a, a, small.unknown, 'x', '']
  const { body } = await post('/leads/list', { ids })
  t.same(
    body.items.map(({ id }: { id: string }) => id),
    [a]
  )
  const { id } = (await post('/leads/move', { campaign: small.spring, ids, to_list_id: small.visitors })).body
  t.match((await get(`/background-jobs/${id}`)).body, { data: { total_leads: 1, moved_leads: 1 } })
  t.same((await remove('/leads', { body: { ...spring, ids: [b, b, small.unknown] } })).body, { count: 1 })
  t.same((await remove('/leads', { body: { ...spring, ids: [] } })).body, { count: 0 })
  const entries = (await post('/block-lists-entries', { bl_value: 'x.test' })).body
  const gone = await post('/block-lists-entries/bulk-delete', {
    ids: [entries.id, entries.id, small.unknown]
  })
  t.match(gone, { status: 200 })
  t.equal(gone.body.length, 1)
  t.equal(
    (await admin('GET', '/state')).body.leads.filter(
      ({ campaign }: { campaign?: string }) => campaign === small.spring
    ).length,
    1
  )
})

// A choice: a cursor is only where the list goes on, so that of another list is one before or behind all, and no error.
t.test('a cursor of another list, or none at all, is answered with a page', async (t) => {
  const { get, post } = await control(t)
  const cursors = [
    small.spring,
    '2026-01-15T12:00:00.000Z',
    'ben@example.com',
    '2026~x',
    '-1',
    '%00x',
    "' OR 1=1"
  ]
  const all = (await post('/leads/list', { limit: 100 })).body.items
  for (const starting_after of cursors) {
    const { status, body } = await post('/leads/list', { limit: 100, starting_after })
    t.equal(status, 200, starting_after)
    t.ok(body.items.length <= all.length)
    for (const list of ['/lead-lists', '/lead-labels', '/block-lists-entries', '/emails', '/subsequences']) {
      const answer = await get(`${list}?starting_after=${encodeURIComponent(starting_after)}`)
      t.ok([200, 400].includes(answer.status), `${list} ${starting_after}: ${answer.text}`)
    }
  }
})

// Nothing of these is done in part: the world is the same byte for byte.
const refused: [string, string, unknown][] = [
  ['POST', '/leads', { campaign: small.unknown, email: address('a') }],
  ['POST', '/leads', { list_id: small.unknown, email: address('a') }],
  ['POST', '/leads/add', { ...spring, leads: [{ email: address('a') }, { email: 5, custom_variables: 1 }] }],
  ['POST', '/leads/add', { ...spring, leads: [{ email: address('a'), custom_variables: { x: { y: 1 } } }] }],
  ['DELETE', '/leads', { ids: [small.carla] }],
  ['DELETE', '/leads', { campaign_id: small.summer, limit: 0 }],
  ['POST', '/leads/merge', { lead_id: small.carla, destination_lead_id: small.unknown }],
  ['POST', '/leads/merge', { lead_id: small.unknown, destination_lead_id: small.carla }],
  ['POST', '/leads/subsequence/move', { id: small.carla, subsequence_id: small.unknown }],
  ['POST', '/leads/update-interest-status', { lead_email: 'nobody@example.com', interest_value: 1 }],
  ['PATCH', `/leads/${small.carla}`, {}],
  ['PATCH', `/leads/${small.carla}`, { first_name: 'Carla', custom_variables: { x: { y: 1 } } }],
  ['POST', '/block-lists-entries', { bl_value: 'no domain' }],
  ['POST', '/block-lists-entries/bulk-create', { bl_values: [] }],
  [
    'POST',
    '/emails/reply',
    { eaccount: 'nobody@example.com', reply_to_uuid: small.received, subject: 'x', body: { text: 'x' } }
  ],
  [
    'POST',
    '/emails/reply',
    { eaccount: 'anna@example.com', reply_to_uuid: small.received, subject: 'x', body: {} }
  ]
]
for (const [method, path, body] of refused) {
  t.test(`${method} ${path} with ${JSON.stringify(body)} changes nothing`, async (t) => {
    const { admin, call } = await control(t)
    const all = async () => [(await admin('GET', '/state')).text, (await admin('GET', '/due')).text]
    const before = await all()
    const { status, text } = await call(method, `/api/v2${path}`, { body })
    t.ok(status >= 400 && status < 500, `${status} ${text}`)
    t.same(await all(), before)
  })
}
