// vitest run --root examples/vitest
import { createInstantlyMock } from 'instantly-mock'
import { afterAll, test as base } from 'vitest'
import { Outreach } from '../outreach.js'

const mock = await createInstantlyMock()
afterAll(() => mock.close())

/** Gives each test a workspace of its own, and the program in it: tests in parallel do not meet. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  workspace: async ({}, use) => use(await mock.workspace()),
  outreach: async ({ workspace }, use) => use(new Outreach({ baseUrl: mock.url, apiKey: workspace.key }))
})

test.concurrent('plans a campaign', async ({ outreach, workspace, expect }) => {
  const { id } = await outreach.plan('Spring')
  expect(workspace.entities.campaigns.read(id).name).toBe('Spring')
  workspace.verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
})

test.concurrent('tries again when it is told to slow down', async ({ outreach, workspace, expect }) => {
  workspace.faults.add({ operation_id: 'createCampaign', calls: { to: 2 }, answer: { status: 429 } })
  await outreach.plan('Spring')
  expect(workspace.requests().map(({ status }) => status)).toEqual([429, 429, 200])
})

test.concurrent('finds what the service has stopped', async ({ outreach, workspace, expect }) => {
  await workspace.reset('empty')
  const { id } = await outreach.plan('Spring')
  expect(await outreach.stopped()).toEqual([])
  await workspace.entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
  expect(await outreach.stopped()).toEqual(['Spring'])
})
