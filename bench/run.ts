// npm run bench [-- --seconds 3 --rounds 3]: this server compared with the floor and its peers, in one run.
// Writes the table to bench/README.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deletions, sessions, shoot, shots } from './load.ts'
import { memory } from './memory.ts'
import { type Server, servers, start } from './servers.ts'
import { type Figures, table, worldsTable } from './table.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' } }
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const STARTS = 10

const say = (text: string) => console.error(text)
const note = (figures: Figures, name: string, value: number) =>
  figures.set(name, [...(figures.get(name) ?? []), value])

async function measure(server: Server, figures: Figures): Promise<void> {
  const running = await start(server)
  try {
    const isWanted = (name: string) => server.only?.includes(name) ?? true
    const known = { ...server, id: server.id || (await firstId(running.url, server)) }
    for (const [name, shot] of Object.entries(shots(known))) {
      if (!isWanted(name)) continue
      await shoot(running, shot, 0.5)
      const { perSecond, cpu } = await shoot(running, shot, seconds)
      note(figures, name, perSecond)
      note(figures, `${name}: user CPU`, cpu)
    }
    if (server.name === 'Prism' || !isWanted('delete')) return
    note(figures, 'delete', await deletions(running.url, server, 1000))
    note(figures, 'session', await sessions(running.url, server, seconds))
  } finally {
    await running.stop()
  }
}

/** The id of an entity that the server generated at its start. */
async function firstId(url: string, { list, headers }: Server): Promise<string> {
  const { data } = Object(await (await fetch(`${url}${list}`, { headers })).json())
  return data[0].id
}

async function starts(server: Server, figures: Figures): Promise<void> {
  const running = await start({ ...server, ...server.plainly })
  note(figures, 'start', running.startedIn)
  await running.stop()
}

say('installing the peers, building')
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefix', 'bench/peers'], {
  stdio: 'inherit'
})
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })

const all = servers(mkdtempSync(join(tmpdir(), 'instantly-mock-bench-')))
const results = new Map<Server, Figures>(all.map((server) => [server, new Map()]))
for (let round = 0; round < Math.max(rounds, STARTS); round += 1) {
  // The order alternates between rounds, so that none is always first.
  const order = round % 2 ? all.toReversed() : all
  for (const server of order) {
    const figures = results.get(server) ?? new Map()
    if (round < STARTS) await starts(server, figures)
    if (round >= rounds) continue
    say(`round ${round + 1}: ${server.name}`)
    await measure(server, figures)
  }
}

say('memory and worlds')
const [own] = all
const memoryRows = own ? await memory({ ...own, ...own.plainly }) : []
const worlds = JSON.parse(
  execFileSync('node', ['--expose-gc', 'bench/worlds.ts'], { encoding: 'utf8', maxBuffer: 2 ** 24 })
)

const text = [
  `Taken on ${new Date().toISOString().slice(0, 10)} with \`npm run bench\`: Node ${process.version}, ${cpus().length} cores of ` +
    `${cpus()[0]?.model.trim()}, ${rounds} rounds of ${seconds} s with 10 connections, ${STARTS} starts. Medians; in ` +
    'brackets the spread from the lowest to the highest.',
  table(results),
  memoryRows,
  worldsTable(worlds)
].flat()
const path = 'bench/README.md'
const readme = readFileSync(path, 'utf8')
writeFileSync(
  path,
  readme.replace(/(<!-- last run -->\n).*(<!-- \/last run -->)/s, `$1\n${text.join('\n\n')}\n\n$2`)
)
console.log(text.join('\n\n'))
