// npm run bench:simulation [-- --leads 10000 --accounts 50 --days 30]: a campaign of three steps with the profile
// `typical`, beside the same rows inserted into bare better-sqlite3 in the same run.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { createInstantlyMock } from '../src/index.ts'

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '50' },
    days: { type: 'string', default: '30' }
  }
})
const [leads, accounts] = [Number(values.leads), Number(values.accounts)]

/** User CPU and wall time of the work, in milliseconds. */
async function measured(work: () => unknown): Promise<{ cpu: number; wall: number }> {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  await work()
  return { cpu: process.cpuUsage(cpu).user / 1000, wall: performance.now() - began }
}

const mock = await createInstantlyMock({ port: false, fixture: 'empty', workspaceLimit: 512 })
const { clock, entities, fetch, simulation } = mock
const json = { 'content-type': 'application/json' }
await clock.freeze('2026-03-02T06:00:00Z')
const email_list = Array.from({ length: accounts }, (_, index) => `sender${index}@example.com`)
for (const email of email_list) entities.accounts.make({ email, status: 1, provider_code: 1 })
const { id } = entities.campaigns.make({
  email_list,
  status: 0,
  open_tracking: true,
  link_tracking: true,
  stop_on_reply: true,
  disable_bounce_protect: true,
  campaign_schedule: {
    schedules: [
      {
        name: 'Office hours',
        timing: { from: '09:00', to: '17:00' },
        days: { 1: true, 2: true, 3: true, 4: true, 5: true },
        timezone: 'America/Chicago'
      }
    ]
  },
  sequences: [
    {
      steps: [1, 2, 3].map((step) => ({
        type: 'email',
        delay: 2,
        variants: [
          { subject: step === 1 ? 'Hi {{firstName}}' : '', body: `Step ${step} {{RANDOM | one | two}}` }
        ]
      }))
    }
  ]
})
for (let from = 0; from < leads; from += 1000) {
  const people = Array.from({ length: Math.min(1000, leads - from) }, (_, index) => ({
    email: `lead${from + index}@company${(from + index) % 997}.example`,
    first_name: `Ben ${index}`
  }))
  const body = JSON.stringify({ campaign_id: id, leads: people })
  await fetch('/api/v2/leads/add', { method: 'POST', headers: json, body })
}
simulation.plant([{ profile: 'typical' }])
await fetch(`/api/v2/campaigns/${id}/activate`, { method: 'POST' })

const simulated = await measured(() => clock.advance(`${values.days}d`))
const analytics = await measured(() => fetch('/api/v2/campaigns/analytics/overview'))
const emails = entities.emails.list().map((email) => JSON.stringify(email))
const events: unknown[] = []
for (;;) {
  const page = simulation.timeline({
    limit: 1000,
    ...(events.length && { starting_after: String(events.length) })
  })
  events.push(...page)
  if (page.length < 1000) break
}
const documents = entities.leads.list().map((lead) => JSON.stringify(lead))

const bare = await measured(() => {
  const db = new Database(':memory:')
  db.exec(`CREATE TABLE emails (number INTEGER PRIMARY KEY, document TEXT) STRICT;
    CREATE TABLE events (number INTEGER PRIMARY KEY, document TEXT) STRICT;
    CREATE TABLE leads (number INTEGER PRIMARY KEY, document TEXT) STRICT`)
  const insert = (table: string) => db.prepare(`INSERT INTO ${table} (document) VALUES (?)`)
  const [email, event, lead] = [insert('emails'), insert('events'), insert('leads')]
  const update = db.prepare('UPDATE leads SET document = ? WHERE number = ?')
  db.transaction(() => {
    for (const document of documents) lead.run(document)
    for (const document of emails) email.run(document)
    for (const [index, row] of events.entries()) {
      event.run(JSON.stringify(row))
      update.run(documents[index % documents.length], (index % documents.length) + 1)
    }
  })()
  db.close()
})

const shown = ({ cpu, wall }: { cpu: number; wall: number }) =>
  `${cpu.toFixed(0)} ms of user CPU, ${wall.toFixed(0)} ms`
console.log(
  `${leads} leads, ${accounts} accounts, ${values.days} days: ${emails.length} emails, ${events.length} events`
)
console.log(
  `simulated: ${shown(simulated)}; ${((simulated.cpu / events.length) * 1000).toFixed(0)} µs an event`
)
console.log(
  `bare insertions and updates: ${shown(bare)}; ${(simulated.cpu / bare.cpu).toFixed(1)} times as much`
)
console.log(`overview: ${shown(analytics)}; ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`)
await mock.close()
