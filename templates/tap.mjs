// npx tap
import { createInstantlyMock } from 'instantly-mock'
import t from 'tap'

const campaign = '11111111-1111-4111-8111-111111111111'

// Each test takes a workspace of its own, which begins as the fixture says.
const mock = await createInstantlyMock({ fixture: 'instantly.jsonc' })
t.teardown(() => mock.close())

/** Stands for your program: give it this base URL and this key instead. */
async function addLead({ baseUrl, apiKey }, email) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ email, campaign })
  const answer = await fetch(`${baseUrl}/api/v2/leads`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`Instantly says ${answer.status}: ${await answer.text()}`)
}

t.test('the program adds a lead', async (t) => {
  const { key, entities, verify } = await mock.workspace()
  await addLead({ baseUrl: mock.url, apiKey: key }, 'dora@example.org')
  verify([{ operation_id: 'createLead', body: { email: 'dora@example.org' }, exactly: 1 }])
  t.equal(entities.leads.list().length, 3)
})

t.test('a lead replies', async (t) => {
  const { clock, fetch, simulation } = await mock.workspace()
  // Ten o'clock on a Monday, where the campaign sends.
  await clock.freeze('2026-06-01T15:00:00Z')
  simulation.plant([
    { match: { lead: 'ben@*' }, do: [{ event: 'reply', after: '2h', text: 'Tell me more.' }] }
  ])
  await fetch(`/api/v2/campaigns/${campaign}/activate`, { method: 'POST' })
  const { happened } = await clock.advance('5h')
  t.equal(happened.email_sent, 2)
  t.equal(happened.reply_received, 1)
})
