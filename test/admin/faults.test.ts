import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const spring = `/campaigns/${small.spring}`

t.test('by default a fault answers with the body of the service for that status', async (t) => {
  for (const [status, error, message] of [
    [401, 'Unauthorized', 'Invalid API key'],
    [402, 'Payment Required', 'Workspace does not have an active paid plan'],
    [404, 'Not Found', 'Resource not found'],
    [429, 'Too Many Requests', 'Rate limit exceeded']
  ] as const) {
    const { admin, get } = await control(t)
    await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status } })
    const answer = await get(spring)
    t.equal(answer.status, status)
    t.equal(answer.text, JSON.stringify({ statusCode: status, error, message }))
    t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  }
})

t.test('the odd bodies of single operations are theirs in a fault, too', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/faults', { operation_id: 'duplicate', answer: { status: 400 } })
  await admin('POST', '/faults', { operation_id: 'createFromExport', answer: { status: 403 } })
  const duplicate = await post(`${spring}/duplicate`)
  t.equal(duplicate.status, 400)
  t.equal(duplicate.text, '{"message":"New campaign name is required"}')
  const copy = await post(`${spring}/from-export`)
  t.equal(copy.status, 403)
  t.equal(copy.text, '{"message":"The requested campaign not shared"}')
})

t.test('a fault answers with a given body of any type', async (t) => {
  for (const body of [{ any: ['thing'] }, [], null, 'text', 0]) {
    const { admin, get } = await control(t)
    await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 429, body } })
    const { status, text } = await get(spring)
    t.equal(status, 429)
    t.equal(text, JSON.stringify(body))
  }
})

t.test('a fault can answer with a success and a body', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 200, body: { id: 1 } } })
  await admin('POST', '/faults', { operation_id: 'shareCampaign', answer: { status: 204 } })
  t.same((await get(spring)).body, { id: 1 })
  const gone = await post(`${spring}/share`)
  t.equal(gone.status, 204)
  t.equal(gone.text, '')
  t.match((await admin('GET', '/journal')).body.entries[1], { status: 204, answer: null })
  const { status, body } = await admin('POST', '/faults', {
    operation_id: 'getCampaign',
    answer: { status: 200 }
  })
  t.equal(status, 400)
  t.same(body, badRequest('The answer 200 has no default body, wanted answer.body'))
})

t.test('a call answered by a fault is not carried out', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/faults', { operation_id: 'createCustomTag', answer: { status: 429 } })
  await post('/custom-tags', { label: 'Fresh' })
  t.equal((await get('/custom-tags')).body.items.length, 2)
})

t.test('the journal names the fault behind an answer', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 429 } })
  await get(spring)
  await get('/campaigns')
  t.match((await admin('GET', '/journal')).body.entries, [
    { status: 429, fault: 'fault-1', error: 'Rate limit exceeded' },
    { status: 200, fault: null }
  ])
})

t.test('after delay_ms the call continues, or is answered', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', delay_ms: 30 })
  await admin('POST', '/faults', { operation_id: 'listCampaign', delay_ms: 30, answer: { status: 429 } })
  t.equal((await get(spring)).status, 200)
  t.equal((await get('/campaigns')).status, 429)
})

t.test('a fault happens to an operation that is not built', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', {
    operation_id: 'listAuditLog',
    calls: { to: 1 },
    answer: { status: 429 }
  })
  const { status, body } = await get('/audit-logs')
  t.equal(status, 429)
  t.same(body, { statusCode: 429, error: 'Too Many Requests', message: 'Rate limit exceeded' })
  t.equal((await get('/audit-logs')).status, 501)
})

t.test('faults belong to their workspace', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', answer: { status: 429 } })
  t.equal((await get(spring, { key: 'mock_other' })).status, 200)
  t.same((await admin('GET', '/faults', undefined, 'mock_other')).body, { faults: [] })
})

t.test(
  'faults are listed in the order of creation, read, and removed one by one or all at once',
  async (t) => {
    const { admin, get } = await control(t)
    const rule = { operation_id: 'getCampaign', calls: { from: 2 }, answer: { status: 429, body: { a: 1 } } }
    const made = await admin('POST', '/faults', rule)
    t.same(made.body, { id: 'fault-1', matched: 0, fired: 0, ...rule })
    t.same((await admin('GET', '/faults/fault-1')).body, made.body)
    await admin('POST', '/faults', { operation_id: 'listCampaign', answer: { status: 429 } })
    await admin('POST', '/faults', { operation_id: 'listCustomTag', answer: { status: 429 } })
    t.same((await admin('DELETE', '/faults/fault-1')).body, made.body)
    const ids = (await admin('GET', '/faults')).body.faults.map(({ id }: { id: string }) => id)
    t.same(ids, ['fault-2', 'fault-3'])
    t.same((await admin('DELETE', '/faults')).body, { success: true })
    t.same((await admin('GET', '/faults')).body, { faults: [] })
    t.equal((await get('/campaigns')).status, 200)
  }
)

t.test('an unknown fault is 404', async (t) => {
  const { admin } = await control(t)
  for (const [method, url] of [
    ['GET', '/faults/nope'],
    ['DELETE', '/faults/nope'],
    ['POST', '/faults/nope/release']
  ] as const) {
    t.same((await admin(method, url)).body, {
      statusCode: 404,
      error: 'Not Found',
      message: 'There is no fault nope'
    })
  }
})

t.test('an answer has the headers that it was given', async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/faults', {
    operation_id: 'getCampaign',
    answer: {
      status: 429,
      headers: { 'Retry-After': '7', 'content-type': 'application/problem+json' },
      body: 'x'
    }
  })
  const { headers, text } = await get(spring)
  t.match(headers, { 'retry-after': '7', 'content-type': 'application/problem+json' })
  t.equal(text, '"x"')
})

// Reported live: the service's edge answers so to Python-urllib, and with HTML where nothing is behind it.
for (const [status, type, body] of [
  [403, 'text/plain; charset=UTF-8', 'error code: 1010'],
  [502, 'text/html', '<html><h1>502 Bad Gateway</h1></html>']
] as const) {
  t.test(`an answer of ${type} is sent verbatim`, async (t) => {
    const { admin, get } = await control(t)
    await admin('POST', '/faults', { answer: { status, headers: { 'Content-Type': type }, body } })
    const answer = await get(spring)
    t.equal(answer.status, status)
    t.equal(answer.text, body)
    t.ok(String(answer.headers['content-type']).startsWith(type))
    t.match((await admin('GET', '/journal')).body.entries, [{ answer: body, fault: 'fault-1' }])
  })
}

t.test('a 501 explains how to stub the operation, and the stub works', async (t) => {
  const { admin, get } = await control(t)
  t.match((await get('/audit-logs')).body.message, 'answer: {status: 200, body} stubs it')
  const items = [{ id: small.spring, name: 'Stubbed' }]
  await admin('POST', '/faults', { operation_id: 'listAuditLog', answer: { status: 200, body: { items } } })
  t.same((await get('/audit-logs')).body, { items })
})
