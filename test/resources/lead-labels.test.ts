import t from 'tap'
import { small, start } from '../start.ts'

const url = '/lead-labels'
const noon = '2026-01-15T12:00:00.000Z'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }

type Label = {
  id: string
  label: string
  created_by: string
  interest_status: number
  interest_status_label: string
}

/** A server with its clock at noon, where each label is created a second after the previous one. */
async function labelling(t: Parameters<typeof start>[0]) {
  const client = await start(t)
  await client.call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  const labels = async (query = '') =>
    (await client.get(`${url}?limit=100${query}`)).body.items.map(({ label }: Label) => label)
  const make = async (label: string, interest_status_label = 'positive', more = {}): Promise<Label> => {
    await client.call('POST', '/__admin/clock/advance', { body: { by: '1s' } })
    return (await client.post(url, { label, interest_status_label, ...more })).body
  }
  return { ...client, labels, make }
}

// The keys are documented. A choice: whoever made it, the workspace's owner did.
t.test('create returns the label with a number and an owner', async (t) => {
  const { get, make, post } = await labelling(t)
  const made = await make('Later')
  t.strictSame(Object.keys(made), [
    'id',
    'timestamp_created',
    'created_by',
    'organization_id',
    'label',
    'interest_status_label',
    'interest_status'
  ])
  t.match(made, { organization_id: small.organization, label: 'Later', interest_status_label: 'positive' })
  t.match(made.created_by, /^[0-9a-f-]{36}$/)
  t.strictSame((await get(`${url}/${made.id}`)).body, made)
  const sent = {
    label: 'Later',
    interest_status_label: 'negative',
    description: 'Not now',
    use_with_ai: true
  }
  const { body } = await post(url, sent)
  t.match(body, { ...sent, created_by: made.created_by })
})

// Seen live: 60. The rest is a choice.
t.test('numbers go up from 60, down from -60, up from 10060, and are never given twice', async (t) => {
  const { make, remove } = await labelling(t)
  const numbers = async (kind: string) => {
    const [first, second] = [await make('x', kind), await make('x', kind)]
    await remove(`${url}/${second.id}`)
    return [first.interest_status, second.interest_status, (await make('x', kind)).interest_status]
  }
  // 60 is there.
  t.strictSame(await numbers('positive'), [61, 62, 63])
  t.strictSame(await numbers('negative'), [-60, -61, -62])
  t.strictSame(await numbers('neutral'), [10_060, 10_061, 10_062])
})

t.test('no number is given that an imported label has', async (t) => {
  const { call, get, make } = await labelling(t)
  const label = (await get(`${url}/${small.prices}`)).body
  const put = await call('PUT', '/__admin/entities/lead_labels', {
    body: { ...label, id: small.unknown, interest_status: 61 }
  })
  t.equal(put.status, 200)
  t.equal((await make('x')).interest_status, 62)
})

for (const [body, message] of [
  [{ interest_status_label: 'positive' }, "body must have required property 'label'"],
  [{ label: 'x' }, "body must have required property 'interest_status_label'"],
  [
    { label: 'x', interest_status_label: 'good' },
    'body/interest_status_label must be equal to one of the allowed values'
  ]
] as const) {
  t.test(`create refuses ${JSON.stringify(body)}`, async (t) => {
    const { post } = await start(t)
    const answer = await post(url, body)
    t.equal(answer.status, 400)
    t.equal(answer.body.message, message)
  })
}

// Documented: newest first, by time.
t.test('lists from the newest, by time', async (t) => {
  const { get, make } = await labelling(t)
  const [first, second] = [await make('A'), await make('A')]
  const page = (await get(`${url}?limit=2`)).body
  t.strictSame(page.items, [second, first])
  t.equal(page.next_starting_after, page.items[1].timestamp_created)
  const rest = (await get(`${url}?starting_after=${page.next_starting_after}`)).body
  t.match(rest.items, [{ id: small.prices }])
})

// That both texts are searched, and what interest_status compares, is documented.
for (const [query, wanted] of [
  ['search=PRICES', ['Wrong prices', 'Asked for prices']],
  ['search=quote', ['Asked for prices']],
  ['search=pricesWants', []],
  ['interest_status=positive', ['Asked for prices']],
  ['interest_status=negative', ['Wrong prices']],
  ['interest_status=neutral', ['Unclear']],
  ['interest_status=negative&search=unclear', []]
] as const) {
  t.test(`lists the labels that match ${query}`, async (t) => {
    const { labels, make } = await labelling(t)
    await make('Unclear', 'neutral')
    await make('Wrong prices', 'negative')
    t.strictSame(await labels(`&${query}`), wanted)
  })
}

// A choice: leads refer to the number.
t.test('patch changes all but the number', async (t) => {
  const { get, patch, labels } = await labelling(t)
  const before = (await get(`${url}/${small.prices}`)).body
  const changes = {
    label: 'Too dear',
    interest_status_label: 'negative',
    description: null,
    use_with_ai: false
  }
  const { status, body } = await patch(`${url}/${small.prices}`, { ...changes, interest_status: 7 })
  t.equal(status, 200)
  const { description, ...kept } = { ...before, ...changes }
  t.strictSame(body, kept)
  t.strictSame((await get(`${url}/${small.prices}`)).body, body)
  t.strictSame(await labels('&interest_status=negative&search=dear'), ['Too dear'])
  t.strictSame(await labels('&search=quote'), [], 'the description is gone')
  t.equal(
    (await patch(`${url}/${small.prices}`, {})).body.message,
    'body must NOT have fewer than 1 properties'
  )
})

// Reproduced on a stock Fastify: its body has no type, so that none, {} and null pass, in strict mode too.
for (const options of [
  {},
  { body: {} },
  { payload: 'null', headers: { 'content-type': 'application/json' } }
]) {
  t.test(`delete returns the label, sent ${JSON.stringify(options)}`, async (t) => {
    const { call, get, remove } = await start(t)
    await call('PUT', '/__admin/strictness', { body: { strict: true } })
    const before = (await get(`${url}/${small.prices}`)).body
    const { status, body } = await remove(`${url}/${small.prices}`, options)
    t.equal(status, 200)
    t.strictSame(body, before)
    t.strictSame((await get(`${url}/${small.prices}`)).body, missing)
  })
}

// Documented: they get reassigned_status. A choice: without one, emails lose theirs.
for (const [what, body, i_status] of [
  ['another interest', { reassigned_status: 3 }, 3],
  ['the number of another label', { reassigned_status: -61 }, -61],
  ['out of office, which is 0', { reassigned_status: 0 }, 0],
  ['none', {}, undefined]
] as const) {
  t.test(`the emails of a deleted label get ${what}`, async (t) => {
    const { call, get, remove } = await start(t)
    const received = (await get('/emails?email_type=received')).body.items[0]
    const other = (await get('/emails?email_type=sent')).text
    await call('PATCH', `/__admin/entities/emails/${received.id}`, { body: { i_status: 60 } })
    const before = (await get(`/emails/${received.id}`)).body
    t.equal((await remove(`${url}/${small.prices}`, { body })).status, 200)
    const { i_status: was, ...rest } = before
    t.equal(was, 60)
    const after = (await get(`/emails/${received.id}`)).body
    t.strictSame(after, { ...rest, ...(i_status !== undefined && { i_status }) })
    t.strictSame(
      Object.keys(after),
      Object.keys(before).filter((name) => name in after)
    )
    t.strictSame((await get('/emails?email_type=received')).body.items[0].i_status, i_status)
    t.equal(
      (await get(`/emails?i_status=${i_status ?? 60}`)).body.items.length,
      i_status === undefined ? 0 : 1
    )
    t.equal((await get('/emails?email_type=sent')).text, other)
  })
}

// Documented: they get reassigned_status. A choice: without one, they become plain leads.
t.test('the leads of a label that is deleted get another interest, or none', async (t) => {
  for (const [body, interest] of [
    [{ reassigned_status: 3 }, 3],
    [undefined, undefined]
  ] as const) {
    const { call, get, post, remove } = await start(t)
    const { body: lead } = await post('/leads', { email: 'anna@example.com' })
    const { body: other } = await post('/leads', { email: 'other@example.com' })
    await call('PATCH', `/__admin/entities/leads/${lead.id}`, { body: { lt_interest_status: 60 } })
    t.equal((await get(`/leads/${lead.id}`)).body.lt_interest_status, 60)
    await remove(`${url}/${small.prices}`, { body })
    const after = (await get(`/leads/${lead.id}`)).body
    t.strictSame(after, { ...lead, ...(interest !== undefined && { lt_interest_status: interest }) })
    t.strictSame((await get(`/leads/${other.id}`)).body, other)
  }
})

// The text is a choice.
t.test('delete refuses a number that no interest can be, and deletes nothing', async (t) => {
  const { get, remove } = await start(t)
  for (const [reassigned_status, message] of [
    [1.5, 'body/reassigned_status is 1.5, wanted the number of an interest status'],
    ['won', 'body/reassigned_status must be number']
  ] as const) {
    const { status, body } = await remove(`${url}/${small.prices}`, { body: { reassigned_status } })
    t.equal(status, 400)
    t.equal(body.message, message)
  }
  t.equal((await get(`${url}/${small.prices}`)).status, 200)
})

t.test('an unknown id is a 404, an invalid UUID a 400', async (t) => {
  const { call } = await start(t)
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { label: 'x' } : undefined
    t.strictSame((await call(method, `/api/v2${url}/${small.unknown}`, { body })).body, missing)
    const malformed = await call(method, `/api/v2${url}/1`, { body })
    t.equal(malformed.status, 400)
    t.equal(malformed.body.message, 'params/id must match format "uuid"')
  }
})

// A choice, by words.
for (const [reply_text, result] of [
  ['I am out of office until Monday, call me then', 'Out of Office'],
  ['On VACATION.', 'Out of Office'],
  ['She is on leave', 'Out of Office'],
  ['We are not interested', 'Not Interested'],
  ['Unsubscribe', 'Not Interested'],
  ['remove me', 'Not Interested'],
  ['Please stop', 'Not Interested'],
  ['You have the wrong person', 'Wrong Person'],
  ['I am not the right one', 'Wrong Person'],
  ['Booked for Tuesday', 'Meeting Booked'],
  ['It is scheduled, the meeting', 'Meeting Booked'],
  ['We are interested', 'Interested'],
  ['Give me a call', 'Interested'],
  ['A meeting then', 'Interested'],
  ['Sounds good', 'Interested'],
  ['Tell me more', 'Interested'],
  ['Who are you?', 'Lead'],
  ['', 'Lead'],
  // A label of the workspace's own comes first.
  ['He ASKED FOR PRICES but is not interested', 'Asked for prices']
] as const) {
  t.test(`the reply ${JSON.stringify(reply_text)} is labelled ${result}`, async (t) => {
    const { post } = await start(t)
    const { status, body } = await post(`${url}/ai-reply-label`, { reply_text })
    t.equal(status, 200)
    t.strictSame(body, { result, custom_labels_considered: ['Asked for prices'] })
  })
}

// A choice: the oldest that occurs.
t.test('only labels enabled for AI are considered, oldest first', async (t) => {
  const { make, post } = await labelling(t)
  await make('Silent', 'neutral')
  await make('Not meant', 'neutral', { use_with_ai: false })
  await make('quiet one', 'neutral', { use_with_ai: true })
  await make('quiet', 'negative', { use_with_ai: true })
  const considered = ['Asked for prices', 'quiet one', 'quiet']
  for (const [reply_text, result] of [
    ['a quiet one', 'quiet one'],
    ['quiet, but quiet', 'quiet'],
    ['silent, not meant', 'Lead']
  ] as const) {
    const { body } = await post(`${url}/ai-reply-label`, { reply_text })
    t.strictSame(body, { result, custom_labels_considered: considered })
  }
})

// Documented: 500 in 30 days, then only the text.
t.test('replies can be tried 500 times in 30 days', async (t) => {
  const { call, post } = await labelling(t)
  await call('PATCH', '/__admin/rate-limits', { body: { enabled: true, per_second: 1000 } })
  const test = () => post(`${url}/ai-reply-label`, { reply_text: 'x' })
  for (let count = 0; count < 500; count += 1) t.equal((await test()).status, 200)
  const { status, text } = await test()
  t.equal(status, 429)
  t.equal(text, '{"error":"Rate limit exceeded"}')
  await call('POST', '/__admin/clock/advance', { body: { by: '30d' } })
  t.equal((await test()).status, 200)
  t.match((await post(`${url}/ai-reply-label`, {})).body, {
    statusCode: 400,
    message: "body must have required property 'reply_text'"
  })
})

// Documented: the one member; only a fault brings it about (a choice).
t.test('an unsuccessful labelling of a reply is answered as documented', async (t) => {
  const { call, post } = await start(t)
  const fault = { operation_id: 'testAiReplyLabelLeadLabels', answer: { status: 500 } }
  t.equal((await call('POST', '/__admin/faults', { body: fault })).status, 200)
  const { status, text } = await post(`${url}/ai-reply-label`, { reply_text: 'x' })
  t.equal(status, 500)
  t.equal(text, '{"error":"Classification failed"}')
})

t.test(
  'the seed has labels of each kind, numbered as by creation, with and without each field',
  async (t) => {
    const { call, get } = await start(t, { initialState: { seed: 1, size: 120 } })
    const { lead_labels: labels } = (await call('GET', '/__admin/state')).body
    t.ok(labels.length > 10)
    const oldest = labels.toSorted((a: { timestamp_created: string }, b: { timestamp_created: string }) =>
      a.timestamp_created < b.timestamp_created ? -1 : 1
    )
    for (const [kind, first, step] of [
      ['positive', 60, 1],
      ['negative', -60, -1],
      ['neutral', 10_060, 1]
    ] as const) {
      const numbers = oldest
        .filter(({ interest_status_label }: Label) => interest_status_label === kind)
        .map(({ interest_status }: Label) => interest_status)
      t.ok(numbers.length > 1)
      t.strictSame(
        numbers,
        numbers.map((_: number, index: number) => first + index * step)
      )
    }
    for (const field of ['description', 'use_with_ai']) {
      const having = labels.filter((label: object) => field in label).length
      t.ok(having > 0 && having < labels.length, field)
    }
    t.equal((await get(url)).body.items.length, 10)
  }
)
