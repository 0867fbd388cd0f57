// npm run bench:leads: the cost of leads and emails in a large workspace, compared with a small one and bare SQLite.
// Figures are user CPU in milliseconds, medians, in this process.
import Database from 'better-sqlite3'
import { imageOf } from '../src/workspace/seed.ts'
import { openWorkspace, type Workspace } from '../src/workspace/workspace.ts'
import { emailSelections, fill, leadSelections } from './outreach.ts'
import { middle, rounded } from './table.ts'

const SMALL = 1000
const LARGE = 100_000
const ROUNDS = 5

const cost = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user / 1000
}
/** The cost of one call; short ones are repeated. */
const each = (work: () => unknown, times = 20): number =>
  middle(
    Array.from(
      { length: ROUNDS },
      () =>
        cost(() => {
          for (let n = 0; n < times; n += 1) work()
        }) / times
    )
  )

const begin = await imageOf({ seed: 1, size: 0 })
async function filled(count: number) {
  const world = openWorkspace(`of ${count}`, begin, undefined, 512)
  world.clock.freeze(Date.parse('2026-06-01T12:00:00Z'))
  return { world, ...fill(world, count) }
}
type Filled = Awaited<ReturnType<typeof filled>>

/** `leads/add` of a thousand, and the same rows inserted into a bare database without triggers. */
function adding({ world, campaign }: Filled): [string, number, number] {
  const bare = new Database(world.image())
  for (const name of bare.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
    bare.exec(`DROP TRIGGER ${name}`)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const leads = Array.from({ length: 1000 }, (_, n) => ({
      email: `new${round}-${n}@example.com`,
      first_name: 'Ben'
    }))
    let ids: string[] = []
    ours.push(
      cost(() => {
        ids = world.leads.add({ campaign_id: campaign, leads }).created_leads.map(({ id }) => id)
      })
    )
    const rows = ids.map(
      (id) => world.sql('SELECT * FROM leads WHERE id = ?').get(id) as Record<string, unknown>
    )
    const names = Object.keys(rows[0] ?? {})
    const insert = bare.prepare(`INSERT INTO leads (${names}) VALUES (${names.map(() => '?')})`)
    const all = bare.transaction(() => {
      for (const row of rows) insert.run(...Object.values(row))
    })
    theirs.push(cost(all))
  }
  bare.close()
  return ['leads/add of 1,000 at 100,000, beside bare SQLite', middle(theirs), middle(ours)]
}

async function moving({ world, campaign, list }: Filled): Promise<number> {
  const before = process.cpuUsage()
  world.leads.move({ campaign, to_list_id: list, limit: 10_000 })
  await world.settle()
  return process.cpuUsage(before).user / 1000
}

const rows: [string, number, number][] = []
const [small, large] = [await filled(SMALL), await filled(LARGE)]
const compare = (name: string, list: (filled: Filled) => () => unknown) => {
  rows.push([name, each(list(small)), each(list(large), 5)])
}
const page = (world: Workspace, selection: object) => () => world.leads.list(selection)
for (const [name, selection] of Object.entries(leadSelections)) {
  compare(`leads: ${name}, first page`, ({ world, ...known }) => page(world, selection(known)))
  compare(`leads: ${name}, last page`, ({ world, ...known }) =>
    page(world, { ...selection(known), starting_after: known.lastLead })
  )
}
for (const [name, selection] of Object.entries(emailSelections)) {
  compare(
    `emails: ${name}, first page`,
    ({ world, ...known }) =>
      () =>
        world.emails.list(selection(known))
  )
  compare(
    `emails: ${name}, last page`,
    ({ world, ...known }) =>
      () =>
        world.emails.list({ ...selection(known), starting_after: known.lastEmail })
  )
}
rows.push(adding(large))
const moved = await moving(large)

console.log(`| ms of user CPU | ${SMALL}, or bare | ${LARGE} | times |\n| --- | ---: | ---: | ---: |`)
for (const [name, less, more] of rows)
  console.log(`| ${name} | ${rounded(less)} | ${rounded(more)} | ${(more / less).toFixed(2)} |`)
console.log(`| leads/move of 10,000 | – | ${rounded(moved)} | – |`)
