// npm run bench:simulation [-- --leads 10000 --accounts 50 --days 30]: a campaign of three steps with the profile
// `typical`, beside the same writes made in a bare better-sqlite3 with the same tables, in one transaction, in the same run.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { plansIn } from '../src/simulation/plans/store.ts'
import { BEGINNING, campaign, worldWithSenders } from './sending.ts'
import { replay, writesOf } from './writes.ts'

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '50' },
    days: { type: 'string', default: '30' }
  }
})
const CAMPAIGNS = 1000
const [leads, accounts] = [Number(values.leads), Number(values.accounts)]

/** User CPU and wall time of the work, in milliseconds. */
async function measured(work: () => unknown): Promise<{ cpu: number; wall: number }> {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  await work()
  return { cpu: process.cpuUsage(cpu).user / 1000, wall: performance.now() - began }
}
const mebibytes = () => process.memoryUsage().rss / 2 ** 20

const { world, clock, email_list } = await worldWithSenders(accounts)
const { id } = world.campaigns.create({ ...campaign, email_list }).value
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

// Repeats the run from the same image, with the same result, to record the writes.
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

const idle = await worldWithSenders(1)
for (let number = 0; number < CAMPAIGNS; number += 1) {
  const { id } = idle.world.campaigns.create({
    ...campaign,
    email_list: idle.email_list,
    is_evergreen: true
  }).value
  idle.world.campaigns.activate(id)
}
const first = await measured(() => idle.clock.advance('1h'))
const later = await measured(() => idle.clock.advance(`${values.days}d`))
console.log(
  `${CAMPAIGNS} active campaigns with nothing to send: the first look ${shown(first)}; ${values.days} days ${shown(later)}`
)
idle.world.close()
