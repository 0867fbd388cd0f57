import t from 'tap'
import { control } from './control.ts'

type Entry = { number: number; operation_id: string | null; status: number | null }

t.test('the newest calls come first, a page at a time', async (t) => {
  const { admin, get } = await control(t)
  for (let count = 0; count < 5; count += 1) await get('/campaigns?limit=1')
  const { body: first } = await admin('GET', '/journal/latest?limit=2')
  t.strictSame(
    first.entries.map(({ number }: Entry) => number),
    [5, 4]
  )
  t.notOk('body' in first.entries[0] || 'answer' in first.entries[0], 'bodies come with the call itself')
  t.equal(first.next_before, 4)
  const { body: second } = await admin('GET', '/journal/latest?limit=2&before=4')
  t.strictSame(
    second.entries.map(({ number }: Entry) => number),
    [3, 2]
  )
  const { body: last } = await admin('GET', '/journal/latest?limit=2&before=2')
  t.equal(last.entries.length, 1)
  t.notOk('next_before' in last)
})

t.test('calls are found by operation, status and text', async (t) => {
  const { admin, get, post } = await control(t)
  await get('/campaigns?search=Zebra')
  await post('/campaigns', { name: 'ZEBRA' })
  await get('/custom-tags')
  await admin('POST', '/faults', { operation_id: 'listCampaign', connection: 'close' })
  await get('/campaigns').catch(() => {})
  const found = async (query: string) =>
    (await admin('GET', `/journal/latest?${query}`)).body.entries.map(({ number }: Entry) => number)
  t.strictSame(await found('operation_id=listCampaign'), [4, 1])
  t.strictSame(await found('status=400'), [2])
  t.strictSame(await found('status=4xx'), [2])
  t.strictSame(await found('status=2xx'), [3, 1])
  t.strictSame(await found('status=failed'), [4, 2], 'what got no answer has failed')
  t.strictSame(await found('text=zebra'), [2, 1])
  t.strictSame(await found('text=campaign_schedule&status=4xx'), [2], 'what was answered is looked at, too')
  t.equal((await admin('GET', '/journal/latest?status=bad')).status, 400)
})

t.test('a call is read in full by its number', async (t) => {
  const { admin, post } = await control(t)
  await post('/campaigns', { name: 'Spring' })
  const { body } = await admin('GET', '/journal/1')
  t.match(body, {
    number: 1,
    operation_id: 'createCampaign',
    body: { name: 'Spring' },
    answer: { statusCode: 400 }
  })
  t.strictSame(body, { ...(await admin('GET', '/journal')).body.entries[0], near_misses: [] })
  t.match(await admin('GET', '/journal/2'), { status: 404, body: { message: 'The journal has no call 2' } })
  t.equal((await admin('GET', '/journal/x')).status, 400)
})

t.test(
  'a call tells which failed verifications it came near to, and why it is not what they wanted',
  async (t) => {
    const { admin, get, post } = await control(t)
    await get('/campaigns?limit=5')
    await post('/campaigns', { name: 'Spring' })
    const near = async (number: number) => (await admin('GET', `/journal/${number}`)).body.near_misses
    const wanted = { operation_id: 'createCampaign', status: 200 }
    t.same(await near(2), [], 'nothing was verified yet')
    t.equal((await admin('POST', '/verify', { calls: [{ operation_id: 'listCampaign' }] })).status, 200)
    t.equal(
      (await admin('POST', '/verify', { calls: [{ operation_id: 'createCampaign', exactly: 0 }] })).status,
      409
    )
    t.same(await near(2), [], 'a call too many is no near miss')

    const { body } = await admin('POST', '/verify', { calls: [wanted] })
    const [{ expected, nearest }] = body.differences
    t.same(await near(2), [{ expected, because: nearest[0].because }])
    t.match(await near(2), [{ because: ['status is 400, wanted 200'] }])
    t.same(await near(1), [], 'a call of another operation is not near')

    for (let count = 1; count <= 30; count += 1)
      await admin('POST', '/verify', { calls: [{ ...wanted, at_least: count }] })
    const kept = await near(2)
    t.equal(kept.length, 20)
    t.match(kept[0].expected, /at least 30/, 'the latest comes first')
    await admin('POST', '/journal/clear')
    await post('/campaigns', { name: 'Spring' })
    t.same(await near(3), [])
  }
)

t.test(
  'an expectation that is verified again and again is told once, and no longer once it is met',
  async (t) => {
    const { admin, get } = await control(t)
    const near = async () => (await admin('GET', '/journal/1')).body.near_misses
    const [one, other] = [
      { operation_id: 'listCampaign', query: { limit: '5' } },
      { operation_id: 'listLeads' }
    ]
    const verify = async (...calls: object[]) =>
      (await admin('POST', '/verify', { calls, in_order: true })).status
    await get('/campaigns?limit=4')
    for (let count = 0; count < 3; count += 1) t.equal(await verify(one), 409)
    t.match(await near(), [{ because: ['query.limit is "4", wanted "5"'] }])
    t.equal((await near()).length, 1)
    await verify(other)
    t.match(await near(), [{ expected: /listLeads/ }, { expected: /listCampaign/ }])
    await get('/campaigns?limit=5')
    t.equal(await verify(one), 200)
    t.match(await near(), [{ expected: /listLeads/ }])
    t.equal((await near()).length, 1)

    await verify(
      { operation_id: 'listCampaign', exactly: 2 },
      { operation_id: 'listCampaign', query: { limit: '4' } }
    )
    t.match((await near())[0], { expected: /after call 2/ })
    await get('/campaigns?limit=4')
    await verify({ operation_id: 'listCampaign', query: { limit: '4' } })
    t.equal((await near()).length, 1, 'nor is what was told of its order')
  }
)
