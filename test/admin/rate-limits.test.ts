import t from 'tap'
import { badRequest, control } from './control.ts'

const refusal = { statusCode: 429, error: 'Too Many Requests', message: 'Rate limit exceeded' }

/** A server with a frozen clock, and the number of accepted calls out of a given number. */
async function limited(t: Parameters<typeof control>[0], settings: object = { enabled: true }) {
  const client = await control(t, {
    keys: new Map([['second-key', { workspace: 'default', scopes: ['all:all'] }]])
  })
  await client.admin('POST', '/clock/freeze', { at: '2026-01-15T12:00:00Z' })
  t.equal((await client.admin('PATCH', '/rate-limits', settings)).status, 200)
  const passing = async (count: number, key?: string, url = '/campaigns/count-launched') => {
    let passed = 0
    for (let call = 0; call < count; call++) if ((await client.get(url, { key })).status !== 429) passed += 1
    return passed
  }
  return { ...client, passing }
}

t.test('limits are off at the beginning, and the documented ones are ready', async (t) => {
  const { admin, passing } = await limited(t, {})
  t.same((await admin('GET', '/rate-limits')).body, {
    enabled: false,
    per_second: 100,
    per_minute: 6000,
    operations: {
      listEmail: { per_minute: 20 },
      sendTestEmail: { per_minute: 10 },
      checkDomainsAvailability: { per_minute: 30, per_hour: 900 },
      updateDomainForwarding: { per_minute: 10, per_hour: 60 },
      deleteDomainForwarding: { per_minute: 10, per_hour: 60 },
      initGoogleOAuth: { per_minute: 75 },
      initMicrosoftOAuth: { per_minute: 75 },
      testAiReplyLabelLeadLabels: { per_30_days: 500 }
    }
  })
  t.equal(await passing(150), 150)
})

t.test('the 101st request in a second is refused, and the next second is fine', async (t) => {
  const { admin, get, passing } = await limited(t)
  t.equal(await passing(100), 100)
  const { status, body, headers } = await get('/campaigns')
  t.equal(status, 429)
  t.same(body, refusal)
  t.equal(headers['retry-after'], undefined)
  await admin('POST', '/clock/advance', { by: '999ms' })
  t.equal(await passing(1), 0)
  await admin('POST', '/clock/advance', { by: '1ms' })
  t.equal(await passing(101), 100)
})

t.test('a minute has its own limit', async (t) => {
  const { admin, passing } = await limited(t, { enabled: true, per_minute: 5 })
  t.equal(await passing(4), 4)
  await admin('POST', '/clock/advance', { by: '59s' })
  t.equal(await passing(3), 1)
  await admin('POST', '/clock/advance', { by: '1s' })
  t.equal(await passing(6), 5)
})

t.test('listing emails is limited to 20 a minute, and does not stop other calls', async (t) => {
  const { admin, passing } = await limited(t)
  t.equal(await passing(25, undefined, '/emails'), 20)
  t.equal(await passing(10), 10)
  await admin('POST', '/clock/advance', { by: '1m' })
  t.equal(await passing(25, undefined, '/emails'), 20)
})

t.test('single operations are limited by the hour and by thirty days, too', async (t) => {
  const { admin, passing } = await limited(t, { enabled: true, per_second: 9999 })
  const change = { countLaunched: { per_hour: 3, per_30_days: 5 } }
  await admin('PATCH', '/rate-limits', { operations: change })
  t.equal(await passing(4), 3)
  await admin('POST', '/clock/advance', { by: '1h' })
  t.equal(await passing(4), 1)
  await admin('POST', '/clock/advance', { by: '30d' })
  t.equal(await passing(4), 3)
})

t.test('all keys of a workspace share its limits, workspaces do not', async (t) => {
  const { passing } = await limited(t, { enabled: true, per_second: 4 })
  t.equal(await passing(2), 2)
  t.equal(await passing(4, 'second-key'), 2)
  t.equal(await passing(1), 0)
  t.equal(await passing(10, 'mock_other'), 10)
})

t.test('a refused request is in the journal, and changes nothing', async (t) => {
  const { admin, get, post } = await limited(t, { enabled: true, per_second: 0 })
  t.equal((await post('/custom-tags', { label: 'Fresh' })).status, 429)
  t.match((await admin('GET', '/journal')).body.entries, [
    { operation_id: 'createCustomTag', status: 429, error: 'Rate limit exceeded', fault: null }
  ])
  await admin('PATCH', '/rate-limits', { enabled: false })
  t.equal((await get('/custom-tags')).body.items.length, 2)
})

t.test('a change keeps the limits that it does not name and restarts counting', async (t) => {
  const { admin, passing } = await limited(t, { enabled: true, per_second: 2 })
  t.equal(await passing(3), 2)
  const before = (await admin('GET', '/rate-limits')).body
  const change = { operations: { getCampaign: { per_second: 1 }, listEmail: { per_minute: 9 } } }
  const { body } = await admin('PATCH', '/rate-limits', change)
  t.same(body, {
    enabled: true,
    per_second: 2,
    per_minute: 6000,
    operations: { ...before.operations, ...change.operations }
  })
  t.same((await admin('GET', '/rate-limits')).body, body)
  t.equal(await passing(3), 2)
})

for (const [what, change, message] of [
  [
    'an unknown operation',
    { operations: { listEmails: {} } },
    'operations is listEmails, wanted one of the contract: did you mean listEmail?'
  ],
  ['no number', { per_second: null }, 'body/per_second is null, wanted a whole number of at least 0'],
  ['an unknown field', { per_day: 1 }, 'body has per_day: 1, wanted only enabled,'],
  [
    'an unknown limit of an operation',
    { operations: { listEmail: { per_day: 1 } } },
    'body/operations/listEmail has '
  ],
  ['less than nothing', { per_second: -1 }, 'body/per_second is -1, wanted a whole number of at least 0']
] as const) {
  t.test(`a change is refused: ${what}`, async (t) => {
    const { admin } = await control(t)
    const before = (await admin('GET', '/rate-limits')).body
    const { status, body } = await admin('PATCH', '/rate-limits', change)
    t.equal(status, 400)
    t.match(body, badRequest(message))
    t.same((await admin('GET', '/rate-limits')).body, before)
  })
}
