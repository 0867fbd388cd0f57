// vitest run --root examples/vitest
import { workspacePerTest } from 'instantly-mock/vitest'
import { beforeEach, expect, test } from 'vitest'
import { Outreach } from '../outreach.js'

/** Each test has a workspace of its own, untouched by the others. */
const instantly = workspacePerTest()
let outreach
beforeEach(() => {
  const { url, key } = instantly()
  outreach = new Outreach({ baseUrl: url, apiKey: key })
})

test('plans a campaign', async () => {
  const { entities, verify } = instantly()
  const { id } = await outreach.plan('Spring')
  expect(entities.campaigns.read(id).name).toBe('Spring')
  verify([{ operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 }])
})

test('tries again when it is told to slow down', async () => {
  const { faults, requests } = instantly()
  faults.add({ operation_id: 'createCampaign', calls: { to: 2 }, answer: { status: 429 } })
  await outreach.plan('Spring')
  expect(requests().map(({ status }) => status)).toEqual([429, 429, 200])
})

test('finds what the service has stopped', async () => {
  const { entities, reset } = instantly()
  await reset('empty')
  const { id } = await outreach.plan('Spring')
  expect(await outreach.stopped()).toEqual([])
  entities.campaigns.patch(id, { status: -2, not_sending_status: 3 })
  expect(await outreach.stopped()).toEqual(['Spring'])
})
