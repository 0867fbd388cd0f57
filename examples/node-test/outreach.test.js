// node --test examples/node-test/*.test.js
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { createInstantlyMock } from 'instantly-mock'
import { Outreach } from '../outreach.js'

const mock = await createInstantlyMock()
after(() => mock.close())

/** The program, in a workspace of its own, so that parallel tests do not interfere. */
async function begin() {
  const workspace = await mock.workspace()
  return { ...workspace, outreach: new Outreach({ baseUrl: mock.url, apiKey: workspace.key }) }
}

describe('outreach', { concurrency: true }, () => {
  test('plans a campaign', async () => {
    const { outreach, entities, verify } = await begin()
    const { id } = await outreach.plan('Spring')
    assert.equal(entities.campaigns.read(id).name, 'Spring')
    verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
  })

  test('tries again when it is told to slow down', async () => {
    const { outreach, faults, requests } = await begin()
    faults.add({ operation_id: 'createCampaign', calls: { to: 2 }, answer: { status: 429 } })
    await outreach.plan('Spring')
    assert.deepEqual(
      requests().map(({ status }) => status),
      [429, 429, 200]
    )
  })

  test('finds what the service has stopped', async () => {
    const { outreach, entities, reset } = await begin()
    await reset('empty')
    const { id } = await outreach.plan('Spring')
    assert.deepEqual(await outreach.stopped(), [])
    entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
    assert.deepEqual(await outreach.stopped(), ['Spring'])
  })
})
