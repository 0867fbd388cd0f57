import { createInstantlyMock } from 'instantly-mock'
import t from 'tap'
import { Outreach } from '../outreach.js'

const mock = await createInstantlyMock({ fixture: 'small' })
t.teardown(() => mock.close())
const campaign = '22222222-2222-4222-8222-222222222222'

t.test('sees a reply in the Unibox and in the analytics', async (t) => {
  const { key, clock, simulation } = await mock.workspace()
  const outreach = new Outreach({ baseUrl: mock.url, apiKey: key })
  simulation.plant([
    { match: { lead: 'carla@*', times: 1 }, do: [{ event: 'reply', after: '2h', text: 'Yes!', interest: 1 }] }
  ])

  await clock.freeze('2026-03-02T15:00:00Z')
  await outreach.launch(campaign)
  const { happened } = await clock.advance('3d')
  t.equal(happened.reply_received, 1)

  const [reply] = await outreach.replies('carla@example.org')
  t.match(reply.body.text, /^Yes!/)
  t.match(await outreach.figures(campaign), { reply_count: 1, total_opportunities: 1 })
})
