// npx jest
const { workspacePerTest } = require('instantly-mock/jest')

const campaign = '11111111-1111-4111-8111-111111111111'

// Each test has a workspace of its own, which begins as the fixture says.
const instantly = workspacePerTest({ fixture: 'instantly.jsonc' })

/** Stands for your program: give it this base URL and this key instead. */
async function addLead({ baseUrl, apiKey }, email) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ email, campaign })
  const answer = await fetch(`${baseUrl}/api/v2/leads`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`Instantly says ${answer.status}: ${await answer.text()}`)
}

test('the program adds a lead', async () => {
  const { url, key, entities, verify } = instantly()
  await addLead({ baseUrl: url, apiKey: key }, 'dora@example.org')
  verify([{ operation_id: 'createLead', body: { email: 'dora@example.org' }, exactly: 1 }])
  expect(entities.leads.list().length).toBe(3)
})

test('a lead replies', async () => {
  const { clock, fetch, simulation } = instantly()
  // Ten o'clock on a Monday, where the campaign sends.
  await clock.freeze('2026-06-01T15:00:00Z')
  simulation.plant([
    { match: { lead: 'ben@*' }, do: [{ event: 'reply', after: '2h', text: 'Tell me more.' }] }
  ])
  await fetch(`/api/v2/campaigns/${campaign}/activate`, { method: 'POST' })
  const { happened } = await clock.advance('5h')
  expect(happened.email_sent).toBe(2)
  expect(happened.reply_received).toBe(1)
})
