// npm run bench:simulation [-- --leads 10000 --accounts 50 --days 30]: a campaign of three steps with the profile
// `typical`, beside the same rows written to bare better-sqlite3 with the same columns and indexes, in the same run.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { clockOf } from '../src/controls/clock/verbs.ts'
import { plansIn } from '../src/simulation/plans/store.ts'
import { imageOf } from '../src/workspace/seed.ts'
import { openWorkspace } from '../src/workspace/workspace.ts'

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
const mebibytes = () => process.memoryUsage().rss / 2 ** 20

const world = openWorkspace('simulated', await imageOf({ seed: 1, size: 0 }), undefined, 512)
const clock = clockOf(world)
await clock.freeze('2026-03-02T06:00:00Z')
world.settings.write('lead_quota', 1_000_000)
const email_list = Array.from({ length: accounts }, (_, index) => `sender${index}@example.com`)
for (const email of email_list) {
  const [first_name, last_name, password] = ['Anna', 'Example', 'secret']
  const imap = {
    imap_host: 'imap.example.com',
    imap_port: 993,
    imap_username: email,
    imap_password: password
  }
  const smtp = {
    smtp_host: 'smtp.example.com',
    smtp_port: 465,
    smtp_username: email,
    smtp_password: password
  }
  world.accounts.create({ email, first_name, last_name, provider_code: 1, ...imap, ...smtp })
}
const { id } = world.campaigns.create({
  name: 'Spring',
  email_list,
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
}).value
for (let from = 0; from < leads; from += 1000) {
  const people = Array.from({ length: Math.min(1000, leads - from) }, (_, index) => ({
    email: `lead${from + index}@company${(from + index) % 997}.example`,
    first_name: `Ben ${index}`
  }))
  world.leads.add({ campaign_id: id, leads: people })
}
plansIn(world).plant([{ profile: 'typical' }])
world.campaigns.activate(id)

const before = world.image()
const memory = mebibytes()
const simulated = await measured(() => clock.advance(`${values.days}d`))
const after = mebibytes()
const analytics = await measured(() => world.campaigns.analytics.overview({}))

type Row = Record<string, unknown>
const rowsOf = (table: string): Row[] => world.sql(`SELECT * FROM ${table}`).all() as Row[]
const [emails, events] = [rowsOf('emails'), rowsOf('events')]
const lead = new Map(rowsOf('leads').map((row) => [row.id, row]))

const floor = new Database(before)
const triggers = floor.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
for (const name of triggers) floor.exec(`DROP TRIGGER ${name}`)
/** Each event changes its lead: a sending where it waits, another what is counted of it. */
const moved = ['document', 'status', 'timestamp_last_contact', 'sender', 'step', 'stepped_at']
const counted = ['document', 'email_open_count', 'timestamp_last_open']

const bare = await measured(() => {
  const inserting = (table: string, row: Row) => {
    const names = Object.keys(row)
    return floor.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`)
  }
  const updating = (names: string[]) =>
    floor.prepare(`UPDATE leads SET ${names.map((name) => `${name} = ?`)} WHERE id = ?`)
  const [email, event] = [inserting('emails', emails[0] ?? {}), inserting('events', events[0] ?? {})]
  const [move, count] = [updating(moved), updating(counted)]
  floor.transaction(() => {
    for (const row of emails) email.run(...Object.values(row))
    for (const row of events) {
      event.run(...Object.values(row))
      const at = new Date(Number(row.at)).toISOString()
      const changed = { ...lead.get(row.lead), timestamp_last_contact: at, timestamp_last_open: at } as Row
      const [update, names] = row.type === 'email_sent' ? [move, moved] : [count, counted]
      update.run(...names.map((name) => changed[name]), row.lead)
    }
  })()
})
floor.close()

const shown = ({ cpu, wall }: { cpu: number; wall: number }) =>
  `${cpu.toFixed(0)} ms of user CPU, ${wall.toFixed(0)} ms`
console.log(
  `${leads} leads, ${accounts} accounts, ${values.days} days: ${emails.length} emails, ${events.length} events`
)
console.log(
  `simulated: ${shown(simulated)}; ${((simulated.cpu / events.length) * 1000).toFixed(0)} µs an event`
)
console.log(`the same rows, bare: ${shown(bare)}; ${(simulated.cpu / bare.cpu).toFixed(1)} times as much`)
console.log(
  `overview: ${shown(analytics)}; memory ${memory.toFixed(0)} to ${after.toFixed(0)} MiB, the world ${(world.image().length / 2 ** 20).toFixed(0)}`
)
world.close()
