// NODE_OPTIONS=--experimental-vm-modules jest --rootDir examples/jest
import { afterAll, expect, test } from '@jest/globals'
import { createInstantlyMock } from 'instantly-mock'
import { Outreach } from '../outreach.js'

const mock = await createInstantlyMock()
afterAll(() => mock.close())

/** The program, in a workspace of its own: tests in parallel do not meet. */
async function begin() {
  const workspace = await mock.workspace()
  return { ...workspace, outreach: new Outreach({ baseUrl: mock.url, apiKey: workspace.key }) }
}

test.concurrent('plans a campaign', async () => {
  const { outreach, entities, verify } = await begin()
  const { id } = await outreach.plan('Spring')
  expect(entities.campaigns.read(id).name).toBe('Spring')
  verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
})

test.concurrent('tries again when it is told to slow down', async () => {
  const { outreach, faults, requests } = await begin()
  faults.add({ operation_id: 'createCampaign', calls: { to: 2 }, answer: { status: 429 } })
  await outreach.plan('Spring')
  expect(requests().map(({ status }) => status)).toEqual([429, 429, 200])
})

test.concurrent('finds what the service has stopped', async () => {
  const { outreach, entities, reset } = await begin()
  await reset('empty')
  const { id } = await outreach.plan('Spring')
  expect(await outreach.stopped()).toEqual([])
  await entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
  expect(await outreach.stopped()).toEqual(['Spring'])
})
