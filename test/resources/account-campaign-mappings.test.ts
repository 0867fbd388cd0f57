import t from 'tap'
import { small, start } from '../start.ts'

t.test('lists the campaigns that send from an account, from the newest', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get('/account-campaign-mappings/anna@example.com')
  t.equal(status, 200)
  t.same(body, {
    items: [
      {
        campaign_id: small.summer,
        campaign_name: 'Summer outreach',
        timestamp_created: '2026-01-02T09:00:00.000Z',
        status: 1
      },
      {
        campaign_id: small.spring,
        campaign_name: 'Spring outreach',
        timestamp_created: '2026-01-01T09:00:00.000Z',
        status: 0
      }
    ],
    next_starting_after: '2026-01-01T09:00:00.000Z'
  })
})

t.test('pages by time, until a page is empty', async (t) => {
  const { get } = await start(t)
  const first = (await get('/account-campaign-mappings/ben@example.com?limit=1')).body
  t.equal(first.items[0].campaign_id, small.agencies)
  const next = `starting_after=${first.next_starting_after}`
  const second = (await get(`/account-campaign-mappings/ben@example.com?limit=1&${next}`)).body
  t.equal(second.items[0].campaign_id, small.summer)
  const last = await get(
    `/account-campaign-mappings/ben@example.com?starting_after=${second.next_starting_after}`
  )
  t.same(last.body, { items: [] })
})

t.test('takes the email with its @ escaped', async (t) => {
  const { get } = await start(t)
  t.equal((await get('/account-campaign-mappings/anna%40example.com')).body.items.length, 2)
})

t.test('follows the senders of the campaigns', async (t) => {
  const { get, patch } = await start(t)
  const of = async (email: string) => (await get(`/account-campaign-mappings/${email}`)).body.items.length
  await patch(`/campaigns/${small.spring}`, { email_list: ['cleo@example.com', 'cleo@example.com'] })
  t.same([await of('anna@example.com'), await of('cleo@example.com')], [1, 1])
  await patch(`/campaigns/${small.spring}`, { name: 'Renamed' })
  t.equal(await of('cleo@example.com'), 1)
})

t.test('is empty for an account that sends for nobody', async (t) => {
  const { get } = await start(t)
  t.same((await get('/account-campaign-mappings/nobody@example.com')).body, { items: [] })
})

// The contract states no bounds for this limit, other than those of the other lists.
t.test('takes a limit out of bounds as the nearest one within', async (t) => {
  const { get } = await start(t)
  for (const [limit, count] of [
    ['-1', 1],
    ['0', 1],
    ['1.9', 1],
    ['1e9', 2]
  ]) {
    t.equal(
      (await get(`/account-campaign-mappings/anna@example.com?limit=${limit}`)).body.items.length,
      count
    )
  }
})
