import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { createInstantlyMock } from '../src/index.ts'

const HOST = 'http://127.0.0.1:3000'
const [, code = ''] = /```js outreach\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? []

type Fetch = (path: string, init?: RequestInit) => Promise<Response>

/** Runs the example of the README with that host and fetch, and returns the result. */
async function holds(t: Test, fetch: Fetch, host: string): Promise<void> {
  const body = `return (async () => { ${code.replaceAll(HOST, host)}; return { call, campaign, list, reply, answer, job } })()`
  const { call, campaign, list, reply, answer, job } = await new Function('fetch', body)(fetch)
  t.match(reply, {
    from_address_email: 'ben@example.org',
    to_address_email_list: 'anna@example.com',
    ue_type: 2
  })
  t.match(answer, { to_address_email_list: 'ben@example.org', thread_id: reply.thread_id, ue_type: 3 })
  t.match(job, { status: 'success', data: { moved_lead_emails: ['ben@example.org'] } })
  const { items } = await call('POST', '/api/v2/leads/list', {})
  t.match(items, [{ list_id: list.id, lt_interest_status: 1, email_reply_count: 1 }])
  t.notMatch(items[0], { campaign: campaign.id })
  const sent = await call('GET', `/api/v2/emails?email_type=sent&campaign_id=${campaign.id}`)
  t.match(sent.items, [
    { subject: 'A question, Ben', eaccount: 'anna@example.com', thread_id: reply.thread_id }
  ])
}

t.test('the outreach of README goes from the first account to the answered reply', async (t) => {
  t.ok(code.split('\n').length < 45, 'on one screen')
  const mock = await createInstantlyMock()
  t.teardown(() => mock.close())
  await t.test('over HTTP', (t) => holds(t, fetch, mock.url))
  const { fetch: inProcess } = await mock.workspace()
  await t.test('in process', (t) => holds(t, inProcess, ''))
})
