import t, { type Test } from 'tap'
import { parseKey } from '../../src/keys/keys.ts'
import { log } from '../log.ts'
import { small, start } from '../start.ts'

/** A server with a log to read. */
async function logged(t: Test, level = 'info') {
  const keys = new Map([parseKey('s3cret=team:campaigns:read')])
  const { logger, text, lines } = log(level)
  return { ...(await start(t, { keys, logger })), text, lines }
}

t.test('each request is one line, when it is answered', async (t) => {
  const { app, get, post, remove, call, lines } = await logged(t)
  await get('/campaigns?limit=2')
  await post('/custom-tags', { label: 'New' })
  await remove(`/custom-tags/${small.europe}`)
  await call('GET', '/', { key: '' })
  await app.inject({ method: 'HEAD', url: '/nope' })
  t.strictSame(
    lines().map(({ msg }) => msg),
    [
      'GET /api/v2/campaigns?limit=2 200',
      'POST /api/v2/custom-tags 200',
      `DELETE /api/v2/custom-tags/${small.europe} 200`,
      'GET / 200',
      'HEAD /nope 404: Route HEAD:/nope not found'
    ]
  )
})

t.test('a call to the control plane is one line with its own id', async (t) => {
  const { call, get, lines } = await logged(t)
  await call('GET', '/__admin/clock')
  await call('POST', '/__admin/workspaces/other/reset')
  await call('GET', '/__admin/nope')
  await get('/campaigns')
  t.strictSame(
    lines().map(({ msg, workspace }) => [msg.split(':')[0], workspace]),
    [
      ['GET /__admin/clock 200', 'default'],
      ['POST /__admin/workspaces/other/reset 200', 'other'],
      ['GET /__admin/nope 404', undefined],
      ['GET /api/v2/campaigns 200', 'default']
    ]
  )
  t.equal(new Set(lines().map(({ reqId }) => reqId)).size, 4)
})

t.test('a line has the workspace, if there is one, and the duration', async (t) => {
  const { get, call, lines } = await logged(t)
  await get('/campaigns', { key: 'mock_other' })
  await get('/campaigns', { key: 's3cret' })
  await get('/campaigns', { key: '' })
  await call('GET', '/')
  t.strictSame(
    lines().map(({ workspace }) => workspace),
    ['other', 'team', undefined, undefined]
  )
  for (const { responseTime, reqId, level } of lines()) {
    t.ok(Number.isFinite(responseTime) && responseTime >= 0)
    t.equal(responseTime, Math.round(responseTime * 10) / 10, 'to a tenth of a millisecond')
    t.type(reqId, 'string')
    t.equal(level, 30)
  }
})

t.test('the URL is logged as requested', async (t) => {
  const { call, lines } = await logged(t)
  await call('GET', '/_mock/api/v2/api/v2/campaigns?search=%C3%A9')
  t.equal(lines()[0].msg, 'GET /_mock/api/v2/api/v2/campaigns?search=%C3%A9 200')
})

t.test('probes of /health are not logged', async (t) => {
  const { call, lines } = await logged(t)
  await call('GET', '/health')
  await call('HEAD', '/health?')
  t.strictSame(lines(), [])
})

t.test('the line of a refusal has the operation and the message', async (t) => {
  const { get, call, post, lines } = await logged(t)
  await get('/campaigns/nope')
  await get('/custom-tags', { key: 's3cret' })
  await post('/custom-tags', { label: 'Important' })
  await call('GET', '/api/v2/ai-agents/11111111-1111-4111-8111-111111111111')
  t.strictSame(
    lines().map(({ level, operation, msg, err }) => [
      level,
      operation,
      msg.replace(/^.* (?=\d{3}:)|;.*$/g, ''),
      err
    ]),
    [
      [30, 'getCampaign', '400: params/id must match format "uuid"', undefined],
      [
        30,
        'listCustomTag',
        '401: Invalid scope. Required: custom_tags:read. Found: campaigns:read',
        undefined
      ],
      [30, 'createCustomTag', '409: A tag with this name already exists.', undefined],
      [30, 'getAIAgent', '501: getAIAgent is not implemented in instantly-mock yet', undefined]
    ]
  )
})

t.test('the line of an injected failure names the fault', async (t) => {
  const { call, get, lines } = await logged(t)
  const add = { body: { operation_id: 'listCampaign', answer: { status: 429 } } }
  const { body } = await call('POST', '/__admin/faults', add)
  await get('/campaigns')
  t.match(lines().at(-1), { fault: body.id, msg: 'GET /api/v2/campaigns 429: Rate limit exceeded' })
})

t.test('a path without its prefix is a warning with the probable path', async (t) => {
  const { call, lines } = await logged(t)
  for (const [path, meant] of [
    ['/campaigns', '/api/v2/campaigns'],
    ['/v2/campaigns', '/api/v2/campaigns'],
    ['/api/v1/campaigns', '/api/v2/campaigns'],
    ['/api/v2/api/v2/campaigns?limit=1', '/api/v2/campaigns'],
    ['/v2/campaigns/', '/api/v2/campaigns'],
    [`/campaigns/${small.spring}`, `/api/v2/campaigns/${small.spring}`]
  ] as const) {
    await call('GET', path)
    const { level, msg } = lines().at(-1)
    t.equal(level, 40)
    t.equal(msg, `GET ${path} 404: Route GET:${path} not found (did you mean ${meant}?)`)
  }
  await call('PUT', '/campaigns')
  t.match(lines().at(-1), { level: 30, msg: 'PUT /campaigns 404: Route PUT:/campaigns not found' })
})

t.test('an unknown key is a warning that lists the known ones', async (t) => {
  const { get, lines } = await logged(t)
  await get('/campaigns', { key: 'wr0ng' })
  t.match(lines()[0], {
    level: 40,
    msg:
      'GET /api/v2/campaigns 401: Invalid API key (wanted mock_<any name>, a configured or created key, or a ' +
      'server with --any-key)'
  })
  await get('/campaigns', { key: '' })
  t.match(lines()[1], { level: 30, msg: 'GET /api/v2/campaigns 401: Missing authorization header' })
})

t.test('a field that the service ignores is logged once', async (t) => {
  const { get, post, lines } = await logged(t)
  for (let times = 0; times < 2; times += 1) {
    await get('/campaigns?limits=1')
    await post('/custom-tags', { label: `Tag ${times}`, colour: 'red' })
  }
  t.strictSame(
    lines()
      .filter(({ level }) => level === 40)
      .map(({ msg }) => msg),
    ['listCampaign ignores the parameter limits', 'createCustomTag ignores colour in the body']
  )
})

/** The warnings, one for each piece of advice. */
const warnings = ({ lines }: Pick<Awaited<ReturnType<typeof logged>>, 'lines'>) =>
  lines()
    .filter(({ level }) => level === 40)
    .map(({ msg }) => msg)

t.test('a value of another type than documented is logged once', async (t) => {
  const client = await logged(t)
  const { post, patch } = client
  for (const label of [5, 6, 'seven']) await post('/custom-tags', { label })
  await patch(`/campaigns/${small.spring}`, { daily_limit: '50', email_tag_list: [], text_only: true })
  await patch(`/campaigns/${small.spring}`, { daily_limit: 'many' })
  t.same(warnings(client), [
    'createCustomTag coerces label in the body to string',
    'patchCampaign coerces daily_limit in the body to number or null'
  ])
})

t.test('a retry without a pause is logged once', async (t) => {
  const client = await logged(t)
  const { call, get } = client
  await call('POST', '/__admin/clock/freeze', { body: { at: '2026-01-15T12:00:00Z' } })
  await call('POST', '/__admin/faults', { body: { operation_id: 'getCampaign', answer: { status: 429 } } })
  await get('/campaigns/nope')
  await get(`/campaigns/${small.spring}`)
  t.same(warnings(client), [])
  await get(`/campaigns/${small.spring}`)
  await get(`/campaigns/${small.spring}`)
  t.same(warnings(client), ['retried within a second after a 429: wait longer each time'])
})

t.test('repeating an operation after its 501 is logged once', async (t) => {
  const client = await logged(t)
  const { get } = client
  await get('/audit-logs')
  await get('/ai-agents')
  t.same(warnings(client), [])
  for (let times = 0; times < 3; times += 1) await get('/audit-logs')
  t.match(warnings(client), [/^listAuditLog is not implemented, and was called again after its 501/])
  t.equal(warnings(client).length, 1)
})

t.test('a trap is logged once', async (t) => {
  const client = await logged(t)
  const { post } = client
  await post('/leads/list', { campaign: small.spring })
  for (let times = 0; times < 2; times += 1) await post('/leads/list', { campaign_id: small.spring })
  const reply = { eaccount: 'anna@example.com', subject: 'Re: A question', body: { text: 'Gladly.' } }
  await post('/emails/reply', { ...reply, reply_to_uuid: small.received })
  await post('/emails/reply', { ...reply, reply_to_uuid: small.sent })
  t.match(warnings(client), [
    /^listLeads lists the leads of all campaigns, as campaign_id is dropped/,
    'listLeads ignores campaign_id in the body',
    /^replyToEmail writes to oneself/
  ])
  t.equal(warnings(client).length, 3)
})

const unread = /^listCampaign returned a full page and a next_starting_after that was never used/

t.test('an incomplete list is logged when its first page is requested again', async (t) => {
  const client = await logged(t)
  const { get } = client
  await get('/campaigns?limit=2')
  await get('/campaigns?limit=3')
  await get('/campaigns?limit=2', { key: 'mock_other' })
  t.same(warnings(client), [])
  for (let times = 0; times < 2; times += 1) await get('/campaigns?limit=2')
  t.match(warnings(client), [unread])
  t.equal(warnings(client).length, 1)
})

t.test(
  'a list stays incomplete though another workspace, with the same items, asks for its next page',
  async (t) => {
    const client = await logged(t)
    const { get } = client
    const { body } = await get('/campaigns?limit=3')
    await get(`/campaigns?limit=3&starting_after=${body.next_starting_after}`, { key: 'mock_other' })
    await client.app.close()
    t.match(warnings(client), [unread])
  }
)

t.test('an incomplete list is logged when its workspace is reset', async (t) => {
  const client = await logged(t)
  const { call, get, post } = client
  await get('/campaigns?limit=2')
  await post('/leads/list', { limit: 2 })
  await call('GET', '/__admin/report')
  t.same(warnings(client), [])
  await call('POST', '/__admin/reset')
  t.match(warnings(client), [unread, /^listLeads returned a full page/])
})

t.test('an incomplete list is logged when the server ends', async (t) => {
  const client = await logged(t)
  await client.get('/campaigns?limit=2')
  await client.app.close()
  t.match(warnings(client), [unread])
})

t.test('lists read to their end, by query or body, are not logged', async (t) => {
  const client = await logged(t)
  const { app, get, post } = client
  const first = '?limit=2'
  for (const path of ['/campaigns', '/accounts', '/campaigns']) {
    let page = await get(`${path}${first}`)
    while (page.body.next_starting_after) {
      page = await get(`${path}${first}&starting_after=${encodeURIComponent(page.body.next_starting_after)}`)
    }
  }
  let leads = await post('/leads/list', { limit: 1 })
  while (leads.body.next_starting_after) {
    leads = await post('/leads/list', { limit: 1, starting_after: leads.body.next_starting_after })
  }
  await app.close()
  t.same(warnings(client), [])
})

t.test('an answer without a body is not a page', async (t) => {
  const client = await logged(t)
  const { call, get } = client
  const answer = { status: 204 }
  await call('POST', '/__admin/faults', { body: { operation_id: 'listCampaign', answer, force: true } })
  for (let times = 0; times < 2; times += 1) t.equal((await get('/campaigns?limit=2')).status, 204)
  t.same(
    warnings(client).filter((text: string) => unread.test(text)),
    []
  )
})

// A choice: a client that asks on and on for first pages must not fill the memory.
t.test('of incomplete lists, the latest hundred are remembered', async (t) => {
  const client = await logged(t)
  const { app, get, post } = client
  await get('/campaigns?limit=2')
  for (let times = 0; times < 100; times += 1)
    await post('/leads/list', { limit: 1, search: ' '.repeat(times) })
  await app.close()
  t.match(warnings(client), [/^listLeads returned a full page/])
  t.equal(warnings(client).length, 1)
})

t.test('a client with a thousand random field names is not logged further', async (t) => {
  const { get, lines } = await logged(t)
  const names = Array.from({ length: 1001 }, (_, index) => `n${index}=1`)
  await get(`/campaigns?${names.join('&')}`)
  t.equal(lines().filter(({ level }) => level === 40).length, 1000)
})

t.test('an answer that is not JSON is a line without a message', async (t) => {
  const { app, call, lines } = await logged(t)
  app.get('/teapot', async (_request, reply) => reply.code(418).type('text/plain').send('short and stout'))
  await call('GET', '/teapot')
  t.equal(lines()[0].msg, 'GET /teapot 418')
})

t.test('neither keys nor bodies are in any line', async (t) => {
  const { app, get, post, call, text } = await logged(t)
  app.get('/throws', { schema: { operationId: 'throws', hide: true } }, async () => {
    throw new Error('a failure')
  })
  const real = 'MDE5YmMwZmQtODljMC03MDAwLTgwMDAtMGY5NjI5ZWNiZmE4OnNlY3JldA=='
  await call('GET', `/nope/${real}`)
  t.notMatch(text(), real)
  for (const key of ['s3cret', 'mock_private']) await call('GET', `/nope/${key}?anything=${key}`)
  for (const key of ['s3cret', 'mock_private', 'wr0ng']) {
    await get('/campaigns', { key })
    await post('/custom-tags', { label: 'c0nfidential' }, { key })
    await post('/custom-tags', { label: 7, description: ['c0nfidential'] }, { key })
    await call('GET', '/throws', { key })
    await get('/nope', { key })
    await get(`/campaigns?limit=1&api_key=${key}`, { key })
    await call('GET', `/api/v1/campaign/list?api_key=${key}`)
    for (const name of ['key', 'auth', 'Key', 'access_token'])
      await call('GET', `/api/v2/nope?${name}=${key}`)
  }
  t.match(text(), 'GET /api/v1/campaign/list?api_key=… 404')
  t.match(text(), 'a failure')
  t.match(text(), 'GET /nope/…?anything=… 404: Route GET:/nope/…?anything=… not found')
  t.match(text(), 'GET /api/v2/nope?auth=… 404')
  for (const secret of ['s3cret', 'mock_private', 'wr0ng', 'Bearer', 'c0nfidential'])
    t.notMatch(text(), secret)
})

t.test('at level debug, complete bodies are logged, without keys and secrets', async (t) => {
  const { post, call, lines, text } = await logged(t, 'debug')
  await post('/custom-tags', { label: 'Of mock_private', password: 'p4ss' })
  await call('POST', '/__admin/keys', { body: { scopes: ['all:all'], secret: 'the-s3cret' } })
  t.match(lines()[0], { sent: { label: 'Of …', password: '…' }, answer: { label: 'Of …' } })
  for (const secret of ['mock_private', 'p4ss', 'the-s3cret']) t.notMatch(text(), secret)
})

t.test('an answer that goes wrong on its way out is logged as a failure', async (t) => {
  const { app, call, lines } = await logged(t)
  app.get('/breaks', async (_request, reply) => {
    reply.hijack()
    reply.raw.emit('error', new Error('the line is cut'))
    reply.raw.end()
  })
  await t.rejects(call('GET', '/breaks'), { message: 'the line is cut' })
  t.equal(lines().length, 1)
  t.match(lines()[0], { level: 50, err: { message: 'the line is cut' }, responseTime: Number })
  t.match(lines()[0].msg, /^GET \/breaks /)
})

/** Doubles the due work until it lasts long enough to be reported; `post` runs it. */
async function untilTold(t: Test, post: string, body: object) {
  const { app, call, lines } = await logged(t)
  await call('POST', '/__admin/clock/freeze', { body: { at: '2026-06-01T12:00:00Z' } })
  const { schedule, clock } = await app.services.registry.open('default')
  for (let count = 5000; ; count *= 2) {
    const due = clock.now() + 60_000
    for (let index = 0; index < count; index += 1) {
      const argument = JSON.stringify({ lead_email: 'nobody@example.com', interest_value: 1, count, index })
      schedule.add({ task: 'update_interest', argument, due: due + index })
    }
    const moved = call('POST', post, { body })
    const { status, body: meanwhile } = await call('GET', '/__admin/clock')
    const { body: moment } = await moved
    const told = lines().filter(({ msg }) => msg.includes('has reached'))
    if (told.length) return { told, status, meanwhile, moment, from: due, to: due + count }
  }
}

for (const [post, body] of [
  ['/__admin/clock/advance', { by: '1d' }],
  ['/__admin/simulation/run', { until: 'idle' }]
] as const) {
  t.test(
    `${post} that lasts logs to which instant it has come, and the clock answers meanwhile`,
    async (t) => {
      const { told, status, meanwhile, moment, from, to } = await untilTold(t, post, body)
      for (const { msg, workspace, level } of told) {
        t.match({ workspace, level }, { workspace: 'default', level: 30 })
        const [, instant = ''] = /^default has reached (\S+Z)$/.exec(msg) ?? []
        t.ok(Date.parse(instant) >= from && Date.parse(instant) <= to, msg)
      }
      t.equal(status, 200)
      t.ok(meanwhile.now < moment.now, 'it was still on its way')
    }
  )
}
