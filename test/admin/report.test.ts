import t from 'tap'
import { createJournal } from '../../src/controls/journal/engine.ts'
import { hastyRetries } from '../../src/controls/journal/retries.ts'
import { small } from '../start.ts'
import { control } from './control.ts'

const report = async ({ admin }: Pick<Awaited<ReturnType<typeof control>>, 'admin'>) =>
  (await admin('GET', '/report')).body

t.test('a workspace that was not called has nothing to report', async (t) => {
  t.same(await report(await control(t)), { operations: [], advice: [] })
})

t.test('operations are counted, the most frequent first, with those that failed', async (t) => {
  const client = await control(t)
  const { admin, get } = client
  for (const id of [small.spring, small.unknown]) await get(`/campaigns/${id}`)
  await get('/custom-tag-mappings')
  await get('/custom-tags')
  await get('/nonsense')
  await admin('POST', '/faults', { operation_id: 'listCampaign', connection: 'close' })
  await t.rejects(get('/campaigns'))
  t.same((await report(client)).operations, [
    { operation_id: 'getCampaign', calls: 2, errors: 1 },
    { operation_id: 'listCampaign', calls: 1, errors: 1 },
    { operation_id: 'listCustomTag', calls: 1, errors: 0 },
    { operation_id: 'listCustomTagMapping', calls: 1, errors: 0 },
    { operation_id: 'unknown route', calls: 1, errors: 1 }
  ])
})

t.test('fields and parameters that the service ignores are advised of, by place', async (t) => {
  const client = await control(t)
  const { post, get, remove } = client
  await post('/custom-tags', { label: 'a', colour: 'red' })
  await post('/custom-tags', { label: 'b', colour: 'blue' })
  await get('/campaigns?page=2&limit=100')
  await remove(`/custom-tags/${small.europe}`, { body: {} })
  t.same((await report(client)).advice, [
    { advice: 'createCustomTag ignores colour in the body', calls: [1, 2] },
    { advice: 'listCampaign ignores the parameter page', calls: [3] },
    { advice: 'deleteCustomTag ignores (body) in the body', calls: [4] }
  ])
})

// Ajv, as configured by Fastify, coerces values to the documented type.
t.test('values that the service turns into another type are advised of, by place', async (t) => {
  const client = await control(t)
  const { post, patch } = client
  await post('/custom-tags', { label: 5 })
  await post('/custom-tags', { label: 6, description: true })
  await patch(`/campaigns/${small.spring}`, { daily_limit: '50', text_only: true })
  await patch(`/campaigns/${small.spring}`, { daily_limit: 'many' })
  await post('/custom-tags/toggle-resource', {
    tag_ids: [small.europe],
    resource_type: 2,
    assign: true,
    selected_all: true,
    filter: { search: 5 }
  })
  t.same((await report(client)).advice, [
    { advice: 'createCustomTag coerces label in the body to string', calls: [1, 2] },
    { advice: 'createCustomTag coerces description in the body to string or null', calls: [2] },
    { advice: 'patchCampaign coerces daily_limit in the body to number or null', calls: [3] },
    { advice: 'toggleTagResource coerces filter.search in the body to string', calls: [5] }
  ])
})

t.test('a full page whose next page was never requested is reported', async (t) => {
  const client = await control(t)
  const { get } = client
  await get('/campaigns?limit=2')
  await get('/campaigns')
  const { advice } = await report(client)
  t.match(advice, [{ advice: /^listCampaign returned a full page and a next_starting_after/, calls: [1] }])
  t.equal(advice.length, 1)
})

t.test('reading on to the end needs no advice', async (t) => {
  const client = await control(t)
  const { get } = client
  let after = ''
  for (;;) {
    const { body } = await get(`/campaigns?limit=2${after}`)
    if (body.next_starting_after === undefined) break
    after = `&starting_after=${body.next_starting_after}`
  }
  t.same((await report(client)).advice, [])
})

t.test('a retry that does not wait after a 429 is advised of', async (t) => {
  const client = await control(t)
  const { admin, get } = client
  await admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  await admin('POST', '/faults', { operation_id: 'getCampaign', calls: { to: 2 }, answer: { status: 429 } })
  const wanted = `/campaigns/${small.spring}`
  await get(wanted)
  await get('/custom-tags')
  await get(wanted)
  await admin('POST', '/clock/advance', { by: '1s' })
  await get(wanted)
  t.same((await report(client)).advice, [
    { advice: 'retried within a second after a 429: wait longer each time', calls: [3] }
  ])
})

t.test('another call after a 429 is not a retry: with another path, query or body', async (t) => {
  const client = await control(t)
  const { admin, get, post } = client
  for (const operation_id of ['getCampaign', 'listCampaign', 'createCustomTag']) {
    await admin('POST', '/faults', { operation_id, calls: { to: 1 }, answer: { status: 429 } })
  }
  for (const id of [small.spring, small.summer]) await get(`/campaigns/${id}`)
  for (const limit of [99, 100]) await get(`/campaigns?limit=${limit}`)
  for (const label of ['a', 'b']) await post('/custom-tags', { label })
  t.same((await report(client)).advice, [])
})

t.test('the same call after a successful one is not a retry', async (t) => {
  const client = await control(t)
  await client.admin('POST', '/faults', {
    operation_id: 'getCampaign',
    calls: { to: 1 },
    answer: { status: 429 }
  })
  for (let count = 0; count < 3; count++) await client.get(`/campaigns/${small.spring}`)
  t.match((await report(client)).advice, [{ calls: [2] }])
})

t.test('a retry that really waited is not reported, even if the clock is frozen', async (t) => {
  const journal = createJournal()
  const call = { at: 0, operationId: 'listCampaign', method: 'GET', url: '/x', sent: undefined }
  const came = { ...call, answer: undefined, duration: 1, fault: undefined, status: 429 }
  for (let count = 0; count < 2; count++) journal.add(came)
  const [first, second] = journal.calls()
  if (!first || !second) return t.fail('both are kept')
  t.ok(first.elapsed <= second.elapsed)
  const after = (pause: number) =>
    hastyRetries([
      { ...first, elapsed: 0 },
      { ...second, elapsed: pause }
    ])
  t.match(after(999), [{ calls: [2] }])
  t.same(after(1000), [])
})

t.test('an answer of any form that a fault gave does no harm', async (t) => {
  const client = await control(t)
  const { admin, get } = client
  for (const body of [
    { next_starting_after: 'x' },
    [],
    null,
    'text',
    { items: 1, next_starting_after: 'x' }
  ]) {
    await admin('POST', '/faults', {
      operation_id: 'listCampaign',
      calls: { to: 1 },
      answer: { status: 429, body }
    })
  }
  for (let count = 0; count < 5; count++) await get('/campaigns')
  t.equal((await admin('GET', '/report')).status, 200)
})

t.test('calls that are repeated after a 501 are advised of', async (t) => {
  const client = await control(t)
  await client.get('/api-keys')
  await client.get('/audit-logs')
  t.same((await report(client)).advice, [])
  await client.get('/audit-logs')
  const { advice } = await report(client)
  t.match(advice, [
    { advice: /^listAuditLog is not implemented, and was called again .* stubs it$/, calls: [2, 3] }
  ])
  t.equal(advice.length, 1)
})

/** The calls that fell into a trap, by the start of the advice; other advice is left out. */
const traps = async (client: Awaited<ReturnType<typeof control>>) =>
  (await report(client)).advice
    .filter(({ advice }: { advice: string }) => !/ ignores |next_starting_after/.test(advice))
    .map(({ advice, calls }: { advice: string; calls: number[] }) => [advice.split(',')[0], calls])

// Reported live, or inferred: each is answered with 200.
t.test('a deletion whose condition is misspelt is reported to have emptied the campaign', async (t) => {
  const client = await control(t)
  const { post, remove } = client
  const ids = ['a', 'b', 'c'].map(
    async (name) => (await post('/leads', { campaign: small.spring, email: `${name}@example.com` })).body.id
  )
  const [first] = await Promise.all(ids)
  const right = { campaign_id: small.spring, ids: [first], delete_list: ['x'] }
  t.same((await remove('/leads', { body: right })).body, { count: 1 })
  const wrong = { campaign_id: small.spring, delete_list: [first] }
  t.same((await remove('/leads', { body: wrong })).body, { count: 2 })
  t.same((await remove('/leads', { body: { campaign_id: small.spring } })).body, { count: 0 })
  t.same(await traps(client), [['bulkDeleteLeads deletes every lead of the campaign or list', [5]]])
})

t.test('a lead that campaign_id did not put into a campaign is reported', async (t) => {
  const client = await control(t)
  const { post } = client
  const { body } = await post('/leads', { campaign_id: small.spring, email: 'a@example.com' })
  t.equal(body.campaign, undefined)
  await post('/leads', { campaign_id: small.spring, campaign: small.spring, email: 'b@example.com' })
  await post('/leads', { campaign_id: small.spring, email: 'no address' })
  t.same(await traps(client), [['createLead puts the lead into no campaign', [1]]])
})

// Seen in a client from the npm registry.
t.test('a list that campaign_id does not narrow is reported', async (t) => {
  const client = await control(t)
  const { post } = client
  t.equal((await post('/leads/list', { campaign_id: small.spring })).body.items.length, 3)
  await post('/leads/list', { campaign: small.spring })
  t.same(await traps(client), [['listLeads lists the leads of all campaigns', [1]]])
})

t.test('an unknown filter is reported, for lists and for moves', async (t) => {
  const client = await control(t)
  const { post } = client
  for (const filter of ['FILTER_VAL_OPENED', 'FILTER_VAL_ACTIVE', 'FILTER_VAL_CATCH_ALL', '', undefined]) {
    await post('/leads/list', { filter })
  }
  await post('/leads/move', { campaign: small.summer, to_list_id: small.visitors, filter: 'Interested' })
  t.same(await traps(client), [
    ['listLeads takes all leads for selected', [1]],
    ['moveLeads takes all leads for selected', [6]]
  ])
})

t.test('switching warm-up for no account is reported', async (t) => {
  const client = await control(t)
  const { post, get } = client
  await post('/accounts/warmup/enable', { account_ids: ['anna@example.com'] })
  await get('/background-jobs')
  await post('/accounts/warmup/enable', { emails: ['anna@example.com'] })
  await post('/accounts/warmup/disable', { include_all_emails: true })
  await post('/accounts/warmup/disable', {})
  t.same(await traps(client), [
    ['enableWarmupForAccounts does nothing', [1]],
    ['disableWarmupForAccounts does nothing', [5]]
  ])
})

t.test('a reply to oneself is reported', async (t) => {
  const client = await control(t)
  const { post } = client
  const draft = { eaccount: 'anna@example.com', subject: 'Re: A question', body: { text: 'Gladly.' } }
  const toSelf = await post('/emails/reply', { ...draft, reply_to_uuid: small.sent })
  t.equal(toSelf.body.to_address_email_list, 'anna@example.com')
  const toLead = await post('/emails/reply', { ...draft, reply_to_uuid: small.received })
  t.equal(toLead.body.to_address_email_list, 'ben@example.org')
  t.same(await traps(client), [['replyToEmail writes to oneself', [1]]])
})

t.test('a call answered by a fault did not fall into a trap', async (t) => {
  const client = await control(t)
  const { admin, post } = client
  await admin('POST', '/faults', { operation_id: 'createLead', answer: { status: 200, body: {} } })
  await post('/leads', { campaign_id: small.spring })
  t.same(await traps(client), [])
})

t.test('a list of leads of which only the first page was read is reported', async (t) => {
  const client = await control(t)
  const { post } = client
  const { body } = await post('/leads/list', { limit: 2 })
  t.match((await report(client)).advice, [{ advice: /^listLeads returned a full page/, calls: [1] }])
  await post('/leads/list', { limit: 2, starting_after: body.next_starting_after })
  t.same(await report(client).then(({ advice }) => advice), [])
})
