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
