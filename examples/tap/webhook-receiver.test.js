import { createInstantlyMock } from 'instantly-mock'
import t from 'tap'
import { Outreach } from '../outreach.js'
import { createReceiver } from '../receiver.js'

const mock = await createInstantlyMock({ fixture: 'small' })
t.teardown(() => mock.close())

t.test('answers a reply that a webhook reports', async (t) => {
  const { key, clock, simulation, verify, webhooks } = await mock.workspace()
  const outreach = new Outreach({ baseUrl: mock.url, apiKey: key })
  const server = createReceiver(outreach).listen(0)
  t.teardown(() => server.close())
  await outreach.subscribe(`http://127.0.0.1:${server.address().port}/instantly`)

  simulation.plant([
    { match: { lead: 'carla@*', times: 1 }, do: [{ event: 'reply', after: '2h', text: 'Yes!' }] }
  ])
  await clock.freeze('2026-03-02T15:00:00Z')
  await outreach.launch('22222222-2222-4222-8222-222222222222')
  await clock.advance('3d')

  await webhooks.verify([{ event_type: 'reply_received', lead_email: 'carla@example.org', exactly: 1 }])
  verify([
    { operation_id: 'replyToEmail', body: { body: { text: 'Then let us meet.' } }, status: 200, exactly: 1 }
  ])
})
