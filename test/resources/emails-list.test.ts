import t from 'tap'
import { small, start } from '../start.ts'
import { mailbox } from './emails.ts'

/** [the query, the subjects of the existing emails, the subjects returned] */
type Row = readonly [query: string, emails: Record<string, Record<string, unknown>>, shown: string]

const people = {
  ben: { lead: 'ben@example.org', thread_id: '22-ben' },
  carla: { lead: 'carla@example.org', thread_id: '22-carla' },
  dan: { lead: 'dan@acme.test', thread_id: '22-dan' },
  nobody: {}
}
const types = {
  sent: { ue_type: 1 },
  received: { ue_type: 2 },
  manual: { ue_type: 3 },
  scheduled: { ue_type: 4 },
  untold: { ue_type: undefined }
}
const accounts = {
  anna: { eaccount: 'anna@example.com' },
  ben: { eaccount: 'ben@example.com' },
  carl: { eaccount: 'carl@example.com' }
}
const reading = { unread: { is_unread: 1 }, read: { is_unread: 0 }, untold: {} }
const tabs = { focused: { is_focused: 1 }, other: { is_focused: 0 }, untold: {} }
const reminders = { reminded: { reminder_ts: '2026-02-01T09:00:00.000Z' }, never: {} }
const interests = { one: { i_status: 1 }, zero: { i_status: 0 }, minus: { i_status: -1 }, none: {} }

const rows: Record<string, Row[]> = {
  // Documented: the address of a lead, or thread: and an id.
  'search for an address or a thread': [
    ['search=ben@example.org', people, 'ben'],
    ['search=thread:22-carla', people, 'carla'],
    ['search=thread:unknown', people, '']
  ],
  // A choice: addresses in any case; other text is a part of the address.
  'search in any case, for a part': [
    ['search=BEN@Example.org', people, 'ben'],
    ['search=Example', people, 'carla ben'],
    ['search=question', people, '']
  ],
  // Documented; the form of addresses is a choice.
  'lead and company_domain': [
    ['lead=ben@example.org', people, 'ben'],
    ['lead=%20Ben@EXAMPLE.org', people, 'ben'],
    ['lead=example.org', people, ''],
    ['company_domain=example.org', people, 'carla ben'],
    ['company_domain=ORG', people, '']
  ],
  // A choice: exact matches; an unknown value selects nothing.
  'campaign_id and list_id': [
    [
      `campaign_id=${small.spring}`,
      { a: { campaign_id: small.spring }, b: { campaign_id: small.summer }, c: {} },
      'a'
    ],
    [`campaign_id=${small.unknown}`, { a: { campaign_id: small.spring } }, ''],
    ['list_id=l1', { a: { list_id: 'l1' }, b: { list_id: 'l2' }, c: {} }, 'a']
  ],
  // A choice: exactly, and zero is a status.
  i_status: [
    ['i_status=1', interests, 'one'],
    ['i_status=0', interests, 'zero'],
    ['i_status=-1', interests, 'minus'],
    ['i_status=60', interests, '']
  ],
  // Documented: separated by commas.
  eaccount: [
    ['eaccount=anna@example.com', accounts, 'anna'],
    ['eaccount=anna@example.com,CARL@example.com', accounts, 'carl anna'],
    ['eaccount=anna@example.com&eaccount=ben@example.com', accounts, 'ben anna'],
    ['eaccount=x@example.com', accounts, '']
  ],
  // Reported live: received is 2; inferred: sent 1, manual 3.
  email_type: [
    ['email_type=sent', types, 'sent'],
    ['email_type=received', types, 'received'],
    ['email_type=manual', types, 'manual']
  ],
  // A choice: scheduled emails are listed separately.
  scheduled_only: [
    ['', types, 'untold manual received sent'],
    ['scheduled_only=false', types, 'untold manual received sent'],
    ['scheduled_only=true', types, 'scheduled'],
    ['scheduled_only=true&email_type=sent', types, '']
  ],
  // A choice: where nothing is said of it, an email counts as read.
  is_unread: [
    ['is_unread=true', reading, 'unread'],
    ['is_unread=false', reading, 'untold read']
  ],
  has_reminder: [
    ['has_reminder=true', reminders, 'reminded'],
    ['has_reminder=false', reminders, 'never']
  ],
  // A choice.
  mode: [
    ['mode=emode_focused', tabs, 'focused'],
    ['mode=emode_others', tabs, 'untold other'],
    ['mode=emode_all', tabs, 'untold other focused']
  ],
  // A choice: nothing in the entity shows it.
  marked_as_done: [
    ['marked_as_done=true', people, ''],
    ['marked_as_done=false', people, 'nobody dan carla ben']
  ],
  // Reported live: these are ignored.
  'what is not a parameter': [['ue_type=2&from_date=2030-01-01&is_read=true', people, 'nobody dan carla ben']]
}

for (const [what, table] of Object.entries(rows)) {
  t.test(`the list is filtered by ${what}`, async (t) => {
    for (const [query, emails, shown] of table) {
      const { keep, subjects } = await mailbox(t)
      await keep(...Object.entries(emails).map(([subject, fields]) => ({ subject, ...fields })))
      t.equal(await subjects(query), shown, query)
    }
  })
}

// A choice: all conditions hold.
t.test('filters add up, each with each', async (t) => {
  const { keep, subjects } = await mailbox(t)
  const fields = {
    lead: 'ben@example.org',
    thread_id: '22-ben',
    campaign_id: small.summer,
    list_id: 'l1',
    i_status: 1,
    eaccount: 'ben@example.com',
    ue_type: 2,
    is_unread: 1,
    is_focused: 1,
    reminder_ts: '2026-02-01T09:00:00.000Z'
  }
  const filters = [
    'search=thread:22-ben',
    'lead=ben@example.org',
    'company_domain=example.org',
    `campaign_id=${small.summer}`,
    'list_id=l1',
    'i_status=1',
    'eaccount=ben@example.com',
    'email_type=received',
    'is_unread=true',
    'mode=emode_focused',
    'has_reminder=true'
  ]
  await keep({ subject: 'none' }, { subject: 'all', ...fields })
  for (const name of Object.keys(fields)) {
    const other = name === 'eaccount' ? 'carl@example.com' : undefined
    await keep({ subject: `without-${name}`, ...fields, [name]: other })
  }
  for (const one of filters) {
    for (const other of filters.filter((filter) => filter !== one))
      t.match(await subjects(`${one}&${other}`), /\ball\b/, `${one}&${other}`)
    t.notMatch(await subjects(one), /\bnone\b/)
  }
  t.equal(await subjects(filters.join('&')), 'all')
})

// Reproduced on a stock Fastify: only true and false are booleans.
t.test('a boolean is true or false', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get('/emails?is_unread=1')
  t.equal(status, 400)
  t.equal(body.message, 'querystring/is_unread must be boolean')
})

// Documented: after and before; that a day starts at midnight UTC is a choice.
t.test('min and max leave out the instant itself', async (t) => {
  const { keep, subjects } = await mailbox(t)
  await keep({ subject: 'a' }, { subject: 'b' }, { subject: 'c' })
  t.equal(await subjects('min_timestamp_created=2026-01-06T10:01:00.000Z'), 'c')
  t.equal(await subjects('min_timestamp_created=2026-01-06T10:00:59.999Z'), 'c b')
  t.equal(await subjects('max_timestamp_created=2026-01-06T10:01:00.000Z'), 'a')
  t.equal(await subjects('max_timestamp_created=2026-01-06T10:01:00.001Z'), 'b a')
  t.equal(await subjects('min_timestamp_created=2026-01-06&max_timestamp_created=2026-01-07'), 'c b a')
  t.equal(await subjects('min_timestamp_created=2026-01-07'), '')
  t.equal(await subjects('max_timestamp_created=2026-01-06T10:01'), 'a', 'without a zone it is UTC')
  t.equal(await subjects('max_timestamp_created=2026-01-06T12:01:00%2B02:00'), 'a')
  t.equal(
    await subjects('max_timestamp_created=2026-01-06T12:01:00+02:00'),
    'a',
    'a plus that came as a space'
  )
})

// A choice of status and text.
t.test('an invalid date is refused', async (t) => {
  const { get } = await start(t)
  for (const name of ['min_timestamp_created', 'max_timestamp_created']) {
    const { status, body } = await get(`/emails?${name}=yesterday`)
    t.equal(status, 400)
    t.same(body, {
      statusCode: 400,
      error: 'Bad Request',
      message: `querystring/${name} is yesterday, wanted an ISO 8601 date`
    })
  }
})

// A choice: newest first; documented: sort_order.
t.test('the newest come first, or last', async (t) => {
  const { keep, subjects } = await mailbox(t)
  await keep(
    { subject: 'b' },
    { subject: 'c' },
    { subject: 'a', timestamp_created: '2025-12-31T23:59:59.000Z' }
  )
  t.equal(await subjects(), 'c b a')
  t.equal(await subjects('sort_order=desc'), 'c b a')
  t.equal(await subjects('sort_order=asc'), 'a b c')
})

for (const sort_order of ['asc', 'desc']) {
  // Recorded: the cursor is the id. Inferred: a list continues at the place of a deleted email.
  t.test(
    `pages go on by id, ${sort_order}, past emails that share an instant and one that is gone`,
    async (t) => {
      const { keep, get, remove, admin } = await mailbox(t)
      await admin('POST', '/clock/freeze', { at: '2026-01-06T10:00:00.700Z' })
      const timestamp_created = '2026-01-06T10:00:00.000Z'
      await keep(...'abcdefgh'.split('').map((subject) => ({ subject, timestamp_created })))
      const page = async (limit: number, cursor = '') =>
        (await get(`/emails?sort_order=${sort_order}&limit=${limit}&starting_after=${cursor}`)).body
      const whole = (await page(100)).items
      t.equal(whole.length, 8)
      for (const limit of [1, 3]) {
        const seen: unknown[] = []
        let next = await page(limit)
        while (next.items.length) {
          seen.push(...next.items)
          t.equal(next.next_starting_after, next.items.at(-1).id)
          next = await page(limit, next.next_starting_after)
        }
        t.same(next, { items: [] })
        t.strictSame(seen, whole)
      }
      await remove(`/emails/${whole[3].id}`)
      t.strictSame((await page(100, whole[3].id)).items, whole.slice(4))
    }
  )
}

// A choice: the newest among those that pass the other filters. Emails without a thread stand alone.
t.test('only the newest of each thread is listed on demand', async (t) => {
  const { keep, subjects, get } = await mailbox(t)
  await keep(
    { subject: 'a1', thread_id: '22-a', ue_type: 1 },
    { subject: 'b1', thread_id: '22-b', ue_type: 1 },
    { subject: 'a2', thread_id: '22-a', ue_type: 2 },
    { subject: 'x' },
    { subject: 'a3', thread_id: '22-a', ue_type: 1 },
    { subject: 'y' },
    { subject: 'b2', thread_id: '22-b', ue_type: 4 }
  )
  t.equal(await subjects('latest_of_thread=true'), 'y a3 x b1')
  t.equal(await subjects('latest_of_thread=true&sort_order=asc'), 'b1 x a3 y')
  t.equal(await subjects('latest_of_thread=true&email_type=received'), 'a2')
  t.equal(await subjects('latest_of_thread=true&max_timestamp_created=2026-01-06T10:02:00Z'), 'b1 a1')
  t.equal(await subjects('latest_of_thread=false&search=thread:22-a'), 'a3 a2 a1')
  const first = (await get('/emails?latest_of_thread=true&limit=2')).body
  const second = (await get(`/emails?latest_of_thread=true&starting_after=${first.next_starting_after}`)).body
  const shown = [...first.items, ...second.items].map(({ subject }: { subject: string }) => subject)
  t.strictSame(shown, ['y', 'a3', 'x', 'b1'])
})

t.test('the newest of a thread of one instant is one', async (t) => {
  const { keep, subjects } = await mailbox(t)
  const same = { thread_id: '22-a', timestamp_created: '2026-01-06T10:00:00.000Z' }
  await keep({ subject: 'a1', ...same }, { subject: 'a2', ...same })
  t.equal(await subjects('latest_of_thread=true'), 'a2')
})

// A choice: body is required, so it is empty; a missing preview is generated.
t.test('a preview has no body, only the beginning of the text', async (t) => {
  const { keep, get } = await mailbox(t)
  const html = '<div>Hello &amp; welcome,</div><br/>see <b>you</b>.'
  await keep(
    { body: { html }, content_preview: 'Its own.' },
    { body: { html } },
    { body: { text: ' First\nsecond  line ', html: 'other' } },
    { body: { text: 'x'.repeat(300) } },
    { body: {} }
  )
  const { body } = await get('/emails?preview_only=true&sort_order=asc')
  const previews = body.items.map((item: { content_preview: string }) => item.content_preview)
  t.strictSame(previews, ['Its own.', 'Hello & welcome, see you.', 'First second line', 'x'.repeat(200), ''])
  for (const item of body.items) t.strictSame(item.body, {})
  const whole = (await get('/emails?sort_order=asc')).body
  t.equal(body.next_starting_after, whole.next_starting_after)
  const without = (item: object) => ({ ...item, body: undefined, content_preview: undefined })
  t.strictSame(body.items.map(without), whole.items.map(without))
  t.strictSame((await get('/emails?preview_only=true&lead=x@example.org')).body, { items: [] })
  t.strictSame((await get('/emails?preview_only=false&sort_order=asc')).body, whole)
})

// Reported live: it is in GET /emails/{id}, never in the list.
t.test('is_auto_reply is shown when reading a single email, not in lists', async (t) => {
  const { keep, get } = await mailbox(t)
  const ids = await keep({ is_auto_reply: 0 }, { is_auto_reply: 1 })
  for (const query of ['', '?preview_only=true', '?latest_of_thread=true']) {
    t.notMatch((await get(`/emails${query}`)).text, 'is_auto_reply')
  }
  t.equal((await get(`/emails/${ids[0]}`)).body.is_auto_reply, 0)
  t.equal((await get(`/emails/${ids[1]}`)).body.is_auto_reply, 1)
})
