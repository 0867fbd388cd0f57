import t from 'tap'
import { small } from '../start.ts'
import { badRequest, control } from './control.ts'

const noon = '2026-01-15T12:00:00.000Z'

t.test('the clock runs with the machine until it is changed', async (t) => {
  const { admin } = await control(t)
  const before = Date.now()
  const { body } = await admin('GET', '/clock')
  t.equal(body.frozen, false)
  t.ok(before <= Date.parse(body.now) && Date.parse(body.now) <= Date.now())
})

t.test('freeze stops it, at an instant or where it is', async (t) => {
  const { admin } = await control(t)
  t.same((await admin('POST', '/clock/freeze', { at: noon })).body, { now: noon, frozen: true })
  t.same((await admin('POST', '/clock/freeze')).body, { now: noon, frozen: true })
  await admin('POST', '/clock/run')
  const { body } = await admin('POST', '/clock/freeze', {})
  t.same((await admin('GET', '/clock')).body, { now: body.now, frozen: true })
})

t.test('set changes the time; the clock keeps running unless frozen', async (t) => {
  const { admin } = await control(t)
  const { body } = await admin('POST', '/clock/set', { to: noon })
  t.equal(body.frozen, false)
  t.ok(body.now >= noon && body.now < '2026-01-16')
  await admin('POST', '/clock/freeze')
  t.same((await admin('POST', '/clock/set', { to: '2030-01-01' })).body, {
    now: '2030-01-01T00:00:00.000Z',
    frozen: true,
    happened: {}
  })
})

for (const [by, now] of [
  ['PT0S', noon],
  ['P1D', '2026-01-16T12:00:00.000Z'],
  ['P2W', '2026-01-29T12:00:00.000Z'],
  ['P1DT2H3M4.5S', '2026-01-16T14:03:04.500Z'],
  ['PT0.5H', '2026-01-15T12:30:00.000Z'],
  ['P0.5D', '2026-01-16T00:00:00.000Z'],
  ['P0,5W', '2026-01-19T00:00:00.000Z'],
  ['PT1H0.5M', '2026-01-15T13:00:30.000Z'],
  ['PT1,5S', '2026-01-15T12:00:01.500Z'],
  ['PT90M', '2026-01-15T13:30:00.000Z'],
  ['3d', '2026-01-18T12:00:00.000Z'],
  ['1w', '2026-01-22T12:00:00.000Z'],
  ['1.5h', '2026-01-15T13:30:00.000Z'],
  ['90m', '2026-01-15T13:30:00.000Z'],
  ['1.005s', '2026-01-15T12:00:01.005Z'],
  ['250ms', '2026-01-15T12:00:00.250Z'],
  ['1 week', '2026-01-22T12:00:00.000Z'],
  ['2 days', '2026-01-17T12:00:00.000Z'],
  ['1.5 hours', '2026-01-15T13:30:00.000Z'],
  ['90minutes', '2026-01-15T13:30:00.000Z'],
  ['1 second', '2026-01-15T12:00:01.000Z'],
  ['250 milliseconds', '2026-01-15T12:00:00.250Z']
] as const) {
  t.test(`advance moves a frozen clock by ${by}`, async (t) => {
    const { admin } = await control(t)
    await admin('POST', '/clock/freeze', { at: noon })
    t.same((await admin('POST', '/clock/advance', { by })).body, { now, frozen: true, happened: {} })
  })
}

t.test('advance moves a running clock, which keeps running; run restores the present', async (t) => {
  const { admin } = await control(t)
  const before = Date.now()
  const { body } = await admin('POST', '/clock/advance', { by: '1d' })
  t.equal(body.frozen, false)
  t.ok(Date.parse(body.now) >= before + 86_400_000)
  const back = (await admin('POST', '/clock/run')).body
  t.equal(back.frozen, false)
  t.ok(Date.parse(back.now) <= Date.now())
})

for (const by of ['P1Y', 'P1M', 'P0.5Y', 'P1Y2M3D', 'P1MT1H']) {
  t.test(`advance refuses ${by} and says why`, async (t) => {
    const { admin } = await control(t)
    const { status, body } = await admin('POST', '/clock/advance', { by })
    t.equal(status, 400)
    t.same(body, badRequest(`by is ${by}, wanted days or weeks: months and years have no fixed length`))
  })
}

for (const by of [
  ...[
    '',
    'P',
    'PT',
    'P1DT',
    '-3d',
    '-PT1H',
    '3',
    '3 d',
    '1 month',
    '1 weekss',
    '1  week',
    'soon',
    '3x',
    'P1',
    'PT1D'
  ],
  ...['P0.5DT1H', 'P1.D', 'P.5D', 'PT1.5.5S', 'PT1.,5S']
]) {
  t.test(`advance refuses ${JSON.stringify(by)}`, async (t) => {
    const { admin } = await control(t)
    const { status, body } = await admin('POST', '/clock/advance', { by })
    t.equal(status, 400)
    t.same(body, badRequest(`by is ${by || "''"}, wanted a duration such as 3d, 90m or PT1H30M`))
    t.equal((await admin('GET', '/clock')).body.frozen, false)
  })
}

t.test('what is no text is told that a duration is wanted, wherever there is one', async (t) => {
  const { admin } = await control(t)
  const wanted = 'wanted a duration such as 3d, 90m or PT1H30M'
  for (const [path, sent, message] of [
    ['/clock/advance', { by: 0 }, `body/by is 0, ${wanted}`],
    ['/simulation/run', { until: 'idle', at_most: 5 }, `body/at_most is 5, ${wanted}`],
    ['/plans', [{ do: [{ event: 'open', after: 5 }] }], `body/0/do/0/after is 5, ${wanted}, or an object`]
  ] as const) {
    const { status, body } = await admin('POST', path, sent)
    t.equal(status, 400)
    t.ok(body.message.startsWith(message), body.message)
  }
})

t.test('advance stops before the year 9999', async (t) => {
  const { admin } = await control(t)
  const { status, body } = await admin('POST', '/clock/advance', { by: '9999999d' })
  t.equal(status, 400)
  t.same(body, badRequest('by is 9999999d, wanted a time before the year 9999'))
})

for (const at of [
  ...['now', '', '1', '2026-01-15T12:00', '1969-12-31', '9999-01-01', '2026-13-01', '-1'],
  ...['2026-02-30T00:00:00Z', '2026-02-29', '2026-04-31T12:00+01:00', '2026-01-00']
]) {
  t.test(`freeze and set refuse ${JSON.stringify(at)}`, async (t) => {
    const { admin } = await control(t)
    const wanted = 'wanted an instant from 1970 to 9998 such as 2026-01-15T09:30:00Z'
    for (const [verb, name] of [
      ['freeze', 'at'],
      ['set', 'to']
    ] as const) {
      const { status, body } = await admin('POST', `/clock/${verb}`, { [name]: at })
      t.equal(status, 400)
      const message = `body/${name} is '${at}', ${wanted}`
      t.same(body, { ...badRequest(message), code: 'FST_ERR_VALIDATION' })
    }
    t.equal((await admin('GET', '/clock')).body.frozen, false)
  })
}

t.test('an instant may name its zone', async (t) => {
  const { admin } = await control(t)
  const { body } = await admin('POST', '/clock/freeze', { at: '2026-01-15T13:00:00+01:00' })
  t.equal(body.now, noon)
  t.equal((await admin('POST', '/clock/set', { to: '2028-02-29' })).body.now, '2028-02-29T00:00:00.000Z')
})

t.test('timestamps and the Date header follow it, on unknown routes too', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: noon })
  const made = await post('/custom-tags', { label: 'Fresh' })
  t.match(made.body, { timestamp_created: noon, timestamp_updated: noon })
  t.equal(made.headers.date, 'Thu, 15 Jan 2026 12:00:00 GMT')
  t.equal((await get('/nonsense')).headers.date, 'Thu, 15 Jan 2026 12:00:00 GMT')
  await admin('POST', '/clock/advance', { by: '1d' })
  t.equal((await get('/campaigns')).headers.date, 'Fri, 16 Jan 2026 12:00:00 GMT')
  t.not((await get('/campaigns', { key: 'mock_other' })).headers.date, 'Fri, 16 Jan 2026 12:00:00 GMT')
  const entries = (await admin('GET', '/journal')).body.entries.map(({ time }: { time: string }) => time)
  t.same(entries, [noon, noon, '2026-01-16T12:00:00.000Z'])
})

t.test('a share lasts seven days of the clock', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: noon })
  const copy = () => post(`/campaigns/${small.spring}/from-export`)
  t.equal((await copy()).status, 403)
  t.equal((await post(`/campaigns/${small.spring}/share`)).status, 204)
  await admin('POST', '/clock/advance', { by: '6d' })
  t.equal((await copy()).status, 200)
  await admin('POST', '/clock/advance', { by: 'P1D' })
  const late = await copy()
  t.equal(late.status, 403)
  t.same(late.body, { message: 'The requested campaign not shared' })
})

t.test('sharing works at any instant that an advance can reach', async (t) => {
  const { admin, post } = await control(t)
  await admin('POST', '/clock/freeze', { at: noon })
  for (const by of ['0.4ms', 'PT0.0005S', '1.005s']) {
    await admin('POST', '/clock/advance', { by })
    t.equal((await post(`/campaigns/${small.spring}/share`)).status, 204, by)
  }
})
