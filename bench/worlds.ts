// The cost of worlds in this process: node bench/worlds.ts prints it as JSON.

import { createRegistry } from '../src/workspace/registry.ts'
import { body } from './campaign.ts'

/** Fewer if each takes long and fills the memory. */
const roundsFor = (size: number) => (size > 1000 ? 5 : 21)

const PAGES = 501

/** The median of the rounds, in milliseconds. */
function medianOf(rounds: number, work: (round: number) => unknown): number {
  const times = Array.from({ length: rounds }, (_, round) => {
    const begin = performance.now()
    work(round)
    return performance.now() - begin
  })
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}

async function measure(size: number) {
  const median = (work: (round: number) => unknown) => medianOf(roundsFor(size), work)
  const registry = createRegistry({ seed: 1, size })
  const image = await registry.begin()
  const world = await registry.open('measured')
  const change = () => world.campaigns.create(body as Parameters<typeof world.campaigns.create>[0])
  const other = await registry.open('other')
  const snapshot = world.image()
  const last = world.sql('SELECT id FROM campaigns ORDER BY id LIMIT 1 OFFSET 100').pluck().get() as
    | string
    | undefined
  const result = {
    size,
    image_MiB: image.length / 1024 / 1024,
    fresh: median((round) => registry.create(`fresh-${round}`, image).campaigns.countLaunched()),
    first_write: median((round) =>
      registry.create(`written-${round}`, image).customTags.create({ label: 'x' })
    ),
    reset: median(() => {
      change()
      world.load(image)
    }),
    restore: median(() => {
      change()
      world.load(snapshot)
    }),
    restore_another: median((round) => other.load(round % 2 ? image : snapshot)),
    snapshot: median(() => {
      change()
      world.image()
    }),
    fork: median((round) => registry.create(`fork-${round}`, world.image())),
    first_page: medianOf(PAGES, () => world.campaigns.list({ limit: 100 })),
    last_page: medianOf(PAGES, () => world.campaigns.list({ limit: 100, starting_after: last }))
  }
  registry.close()
  return result
}

const sizes = process.argv.slice(2).map(Number)
const results = []
for (const size of sizes.length ? sizes : [0, 120, 1000, 10_000]) results.push(await measure(size))
console.log(JSON.stringify(results))
