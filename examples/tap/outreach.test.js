// cd examples/tap && tap
import { createInstantlyMock } from 'instantly-mock'
import t from 'tap'
import { Outreach } from '../outreach.js'

const mock = await createInstantlyMock()
t.teardown(() => mock.close())
t.jobs = 3

/** The program, in a workspace of its own, so that parallel tests do not interfere. */
async function begin() {
  const workspace = await mock.workspace()
  return { ...workspace, outreach: new Outreach({ baseUrl: mock.url, apiKey: workspace.key }) }
}

t.test('plans a campaign', { buffered: true }, async (t) => {
  const { outreach, entities, verify } = await begin()
  const { id } = await outreach.plan('Spring')
  t.equal(entities.campaigns.read(id).name, 'Spring')
  verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
})

t.test('tries again when it is told to slow down', { buffered: true }, async (t) => {
  const { outreach, faults, requests } = await begin()
  faults.add({ operation_id: 'createCampaign', calls: { to: 2 }, answer: { status: 429 } })
  await outreach.plan('Spring')
  t.strictSame(
    requests().map(({ status }) => status),
    [429, 429, 200]
  )
})

t.test('finds what the service has stopped', { buffered: true }, async (t) => {
  const { outreach, entities, reset } = await begin()
  await reset('empty')
  const { id } = await outreach.plan('Spring')
  t.strictSame(await outreach.stopped(), [])
  entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
  t.strictSame(await outreach.stopped(), ['Spring'])
})
