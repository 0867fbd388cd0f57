// Killed in the middle of an advance: it goes on from there, and no email is lost or sent twice.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { receive } from '../deliveries/receiver.ts'
import { anna, berta, office, step } from '../simulation/campaign.ts'
import { call, serve } from './process.ts'

const LEADS = 3000
const MINUTE = 60_000
const key = 'mock_default'

t.setTimeout(300_000)

/** How many emails the file of the killed program holds. */
function countIn(directory: string): number {
  const [file = ''] = readdirSync(directory).filter(
    (name) => name.startsWith('default') && /\.(db|sqlite)$/.test(name)
  )
  const database = new Database(join(directory, file))
  const count = database.prepare("SELECT count(*) FROM events WHERE type = 'email_sent'").pluck().get()
  database.close()
  return Number(count)
}

type Sent = { lead: string; step: number; account: string; at: string }

t.test('an advance interrupted by a kill goes on, and every lead gets every step once', async (t) => {
  const directory = t.testdir()
  const flags = ['--fixture', 'empty', '--data', directory, '--log-level', 'silent']
  const { came, url: hook } = await receive(t)
  const begin = async () => {
    const { url, child, ended } = await serve(t, flags)
    const send = async (method: string, path: string, body?: unknown) => {
      const { status, text } = await call(`${url}${path}`, key, method, body)
      if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
      return JSON.parse(text)
    }
    return { send, child, ended }
  }
  const first = await begin()
  await first.send('POST', '/__admin/clock/freeze', { at: '2026-03-02T09:00:00Z' })
  const login = { username: 'anna', password: 'secret', host: 'mail.example.com', port: 993 }
  const logins = Object.entries(login).flatMap(([name, value]) =>
    ['imap', 'smtp'].map((kind) => [`${kind}_${name}`, value])
  )
  for (const email of [anna, berta]) {
    const account = { email, first_name: 'Anna', last_name: 'Berg', provider_code: 1 }
    await first.send('POST', '/api/v2/accounts', { ...account, ...Object.fromEntries(logins) })
  }
  const { id } = await first.send('POST', '/api/v2/campaigns', {
    name: 'Spring',
    email_list: [anna, berta],
    email_gap: 1,
    campaign_schedule: { schedules: [office] },
    sequences: [{ steps: [step(1, 'Hi'), step()] }]
  })
  for (let from = 0; from < LEADS; from += 1000) {
    const leads = Array.from({ length: 1000 }, (_, number) => ({ email: `${from + number}@example.com` }))
    await first.send('POST', '/api/v2/leads/add', { campaign_id: id, leads })
  }
  await first.send('POST', '/api/v2/webhooks', { target_hook_url: hook, event_type: 'email_sent' })
  await first.send('POST', `/api/v2/campaigns/${id}/activate`)

  // The call is lost with the program.
  const lost = first.send('POST', '/__admin/clock/advance', { by: '90d' }).catch(() => 'lost')
  await came(1)
  first.child.kill('SIGKILL')
  await first.ended
  await lost
  const inTheMiddle = countIn(directory)
  t.ok(inTheMiddle > 0 && inTheMiddle < 2 * LEADS, `killed after ${inTheMiddle} emails`)
  const { send, child, ended } = await begin()
  await send('POST', '/__admin/clock/freeze', { at: '2026-06-03T09:00:00Z' })
  const sent: Sent[] = []
  for (let after = ''; ; ) {
    const page = await send('GET', `/__admin/timeline?type=email_sent&limit=1000${after}`)
    sent.push(...page.items)
    if (!page.next_starting_after) break
    after = `&starting_after=${page.next_starting_after}`
  }
  t.equal(sent.length, 2 * LEADS)
  t.equal(new Set(sent.map(({ lead, step }) => `${lead} ${step}`)).size, 2 * LEADS)
  const overview = await send('GET', '/api/v2/campaigns/analytics/overview')
  t.equal(overview.emails_sent_count, 2 * LEADS)
  t.equal((await send('GET', `/api/v2/campaigns/${id}`)).status, 3)
  for (const these of Map.groupBy(sent, ({ account }) => account).values()) {
    const times = these.map(({ at }) => Date.parse(at))
    const near = times.filter((at, index) => index > 0 && at - Number(times[index - 1]) < MINUTE)
    t.same(near, [], 'the gap holds over the kill')
  }
  child.kill('SIGKILL')
  await ended
})
