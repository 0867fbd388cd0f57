// npm run bench:simulation [-- --leads 10000 --accounts 50 --days 30]: a campaign of three steps with the profile
// `typical`, beside the same writes made in a bare better-sqlite3 with the same tables, in one transaction, in the same run.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { clockOf } from '../src/controls/clock/verbs.ts'
import { plansIn } from '../src/simulation/plans/store.ts'
import { imageOf } from '../src/workspace/seed.ts'
import { openWorkspace } from '../src/workspace/workspace.ts'
import { replay, writesOf } from './writes.ts'

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '50' },
    days: { type: 'string', default: '30' }
  }
})
const BEGINNING = '2026-03-02T06:00:00Z'
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
await clock.freeze(BEGINNING)
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

const counted = (table: string) => Number(world.sql(`SELECT count(*) FROM ${table}`).pluck().get())
const [emails, events] = [counted('emails'), counted('events')]
const size = world.image().length / 2 ** 20

// Once more from the same image, which gives the same world, to note what is written.
world.load(before)
await clock.freeze(BEGINNING)
const writes = await writesOf(() => clock.advance(`${values.days}d`))
if (counted('events') !== events) throw new Error(`${counted('events')} events instead of ${events}`)
const floor = replay(before, writes)
const bare = await measured(floor.work)
floor.end()

const shown = ({ cpu, wall }: { cpu: number; wall: number }) =>
  `${cpu.toFixed(0)} ms of user CPU, ${wall.toFixed(0)} ms`
console.log(`${leads} leads, ${accounts} accounts, ${values.days} days: ${emails} emails, ${events} events`)
console.log(`simulated: ${shown(simulated)}; ${((simulated.cpu / events) * 1000).toFixed(0)} µs an event`)
console.log(
  `the same ${writes.length} writes, bare: ${shown(bare)}; ${(simulated.cpu / bare.cpu).toFixed(1)} times as much`
)
console.log(
  `overview: ${shown(analytics)}; memory ${memory.toFixed(0)} to ${after.toFixed(0)} MiB, the world ${size.toFixed(0)}`
)
world.close()
