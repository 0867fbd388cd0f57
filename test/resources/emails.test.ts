import t from 'tap'
import { small, start } from '../start.ts'
import { mailbox } from './emails.ts'

t.test('reads an email by its id', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get(`/emails/${small.received}`)
  t.equal(status, 200)
  t.match(body, { id: small.received, lead: 'ben@example.org', thread_id: small.thread, is_auto_reply: 0 })
})

// Documented; the contract states no form of the id.
t.test('an unknown email is a 404', async (t) => {
  const { get, patch, remove } = await start(t)
  const wanted = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
  for (const id of [small.unknown, 'x']) {
    t.same((await get(`/emails/${id}`)).body, wanted)
    t.same((await patch(`/emails/${id}`, { is_unread: 0 })).body, wanted)
    t.same((await remove(`/emails/${id}`)).body, wanted)
  }
})

// Recorded: a patch answers the email, and no timestamp moves.
t.test('a patch marks it as read or sets a reminder, and moves no timestamp', async (t) => {
  const { get, patch } = await start(t)
  const url = `/emails/${small.received}`
  const before = (await get(url)).body
  const read = await patch(url, { is_unread: 0 })
  t.equal(read.status, 200)
  t.strictSame(read.body, { ...before, is_unread: 0 })
  const reminder_ts = '2026-02-01T09:00:00.000Z'
  const reminded = await patch(url, { reminder_ts })
  t.match(reminded.body, { is_unread: 0, reminder_ts })
  t.equal((await get(url)).text, reminded.text)
  const { body } = await patch(url, { reminder_ts: null, is_unread: 1 })
  t.strictSame(body, before, 'null leaves the reminder unset')
})

// Reproduced on a stock Fastify: true becomes 1, what is not known is dropped, an empty body refused.
t.test('of a patch, booleans become numbers and unknown fields nothing', async (t) => {
  const { get, patch } = await start(t)
  const url = `/emails/${small.received}`
  const before = (await get(url)).body
  t.equal((await patch(url, { is_unread: false })).body.is_unread, 0)
  t.equal((await patch(url, { is_unread: true })).body.is_unread, 1)
  t.strictSame((await patch(url, { subject: 'Other', i_status: 3, is_focused: 0 })).body, before)
  const empty = await patch(url, {})
  t.equal(empty.status, 400)
  t.equal(empty.body.message, 'body must NOT have fewer than 1 properties')
  t.equal(
    (await patch(url, { reminder_ts: 'tomorrow' })).body.message,
    'body/reminder_ts must match format "date-time"'
  )
})

// Documented that it answers the email; that the rest of the thread stays is a choice.
t.test('delete returns the email and keeps the rest of its thread', async (t) => {
  const { get, remove } = await start(t)
  const before = await get(`/emails/${small.sent}`)
  const removed = await remove(`/emails/${small.sent}`)
  t.equal(removed.status, 200)
  t.equal(removed.text, before.text)
  t.equal((await get(`/emails/${small.sent}`)).status, 404)
  const { items } = (await get(`/emails?search=thread:${small.thread}`)).body
  t.strictSame(
    items.map(({ id }: { id: string }) => id),
    [small.received]
  )
})

// A choice: all received with is_unread 1.
t.test('counts the received emails that are unread', async (t) => {
  const { keep, get } = await mailbox(t)
  t.same((await get('/emails/unread/count')).body, { count: 0 })
  await keep(
    { ue_type: 2, is_unread: 1 },
    { ue_type: 2, is_unread: 1, is_focused: 0 },
    { ue_type: 2, is_unread: 0 },
    { ue_type: 2 },
    { ue_type: 1, is_unread: 1 },
    { ue_type: 3 }
  )
  t.same((await get('/emails/unread/count')).body, { count: 2 })
})

// Recorded: also of a thread that is not there.
t.test('marks every email of a thread as read, and no other', async (t) => {
  const { keep, get, post } = await mailbox(t)
  const [one, two, other] = await keep(
    { thread_id: '22-a', is_unread: 1 },
    { thread_id: '22-a', is_unread: 1, ue_type: 2 },
    { thread_id: '22-b', is_unread: 1 }
  )
  const before = (await get(`/emails/${one}`)).body
  const { status, body } = await post('/emails/threads/22-a/mark-as-read')
  t.equal(status, 200)
  t.same(body, { success: true })
  t.strictSame((await get(`/emails/${one}`)).body, { ...before, is_unread: 0 })
  t.equal((await get(`/emails/${two}`)).body.is_unread, 0)
  t.equal((await get(`/emails/${other}`)).body.is_unread, 1)
  t.same((await post('/emails/threads/unknown/mark-as-read')).body, { success: true })
  t.same((await get('/emails?is_unread=true')).body.items.length, 1)
})

// Behind what goes with what: a choice.
t.test('emails outlive their campaign', async (t) => {
  const { get, remove } = await start(t)
  const before = (await get('/emails')).text
  t.equal((await remove(`/campaigns/${small.summer}`)).status, 200)
  t.equal((await get('/emails')).text, before)
})
