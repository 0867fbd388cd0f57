// npm run bench:simulation [-- --leads 10000 --accounts 50 --days 30 --rounds 5]: a campaign of three steps with the profile
// `typical`, beside the same writes made in a bare better-sqlite3 with the same tables, in one transaction, in the same run.
// The two take turns, as a machine's speed may change from one second to the next; medians are shown.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { plansIn } from '../src/simulation/plans/store.ts'
import { campaign, worldWithSenders } from './sending.ts'
import { replay, writesOf } from './writes.ts'

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '50' },
    days: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '5' }
  }
})
const CAMPAIGNS = 1000
const [leads, accounts] = [Number(values.leads), Number(values.accounts)]

type Cost = { cpu: number; wall: number }

/** User CPU and wall time of the work, in milliseconds. */
async function measured(work: () => unknown): Promise<Cost> {
  const [cpu, began] = [process.cpuUsage(), performance.now()]
  await work()
  return { cpu: process.cpuUsage(cpu).user / 1000, wall: performance.now() - began }
}
const mebibytes = () => process.memoryUsage().rss / 2 ** 20

/** A world with a campaign that has just been activated, the same each time. */
async function campaignOf(leads: number) {
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
  const counted = (table: string) => Number(world.sql(`SELECT count(*) FROM ${table}`).pluck().get())
  return { world, counted, advance: () => clock.advance(`${values.days}d`) }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const shown = (costs: Cost[]) =>
  `${median(costs.map(({ cpu }) => cpu)).toFixed(0)} ms of user CPU, ${median(costs.map(({ wall }) => wall)).toFixed(0)} ms`

const { world, counted, advance } = await campaignOf(leads)
const memory = mebibytes()
const simulated = [await measured(advance)]
const after = mebibytes()
const analytics = await measured(() => world.campaigns.analytics.overview({}))
const [emails, events] = [counted('emails'), counted('events')]
const size = world.image().length / 2 ** 20
world.close()

// The same campaign again, with the same result, to record the writes.
const recorded = await campaignOf(leads)
const before = recorded.world.image()
const writes = await writesOf(recorded.advance)
if (recorded.counted('events') !== events)
  throw new Error(`${recorded.counted('events')} events instead of ${events}`)
recorded.world.close()

const bare: Cost[] = []
for (let round = 1; ; round += 1) {
  const floor = replay(before, writes)
  bare.push(await measured(floor.work))
  floor.end()
  if (round === Number(values.rounds)) break
  const again = await campaignOf(leads)
  simulated.push(await measured(again.advance))
  again.world.close()
}
const times = bare.map(({ cpu }, round) => Number(simulated[round]?.cpu) / cpu)

console.log(`${leads} leads, ${accounts} accounts, ${values.days} days: ${emails} emails, ${events} events`)
console.log(
  `simulated: ${shown(simulated)}; ${((median(simulated.map(({ cpu }) => cpu)) / events) * 1000).toFixed(0)} µs an event`
)
console.log(
  `the same ${writes.length} writes, bare: ${shown(bare)}; ${median(times).toFixed(1)} times as much (${times.map((each) => each.toFixed(1)).join(', ')})`
)
console.log(
  `overview: ${shown([analytics])}; memory ${memory.toFixed(0)} to ${after.toFixed(0)} MiB, the world ${size.toFixed(0)}`
)

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
  `${CAMPAIGNS} active campaigns with nothing to send: the first look ${shown([first])}; ${values.days} days ${shown([later])}`
)
idle.world.close()
