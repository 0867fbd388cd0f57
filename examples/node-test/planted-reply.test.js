import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workspacePerTest } from 'instantly-mock/node-test'
import { Outreach } from '../outreach.js'

const instantly = workspacePerTest({ fixture: 'small' })
const campaign = '22222222-2222-4222-8222-222222222222'

test('sees a reply in the Unibox and in the analytics', async () => {
  const { url, key, clock, simulation } = instantly()
  const outreach = new Outreach({ baseUrl: url, apiKey: key })
  simulation.plant([
    { match: { lead: 'carla@*', times: 1 }, do: [{ event: 'reply', after: '2h', text: 'Yes!', interest: 1 }] }
  ])

  await clock.freeze('2026-03-02T15:00:00Z')
  await outreach.launch(campaign)
  const { happened } = await clock.advance('3d')
  assert.equal(happened.reply_received, 1)

  const [reply] = await outreach.replies('carla@example.org')
  assert.match(reply.body.text, /^Yes!/)
  assert.partialDeepStrictEqual(await outreach.figures(campaign), { reply_count: 1, total_opportunities: 1 })
})
