// npm run bench:resources [-- --resources 40 --rounds 5]: the cost of the server now, and with that many resources.
// Writes the table to bench/README.md.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { resources } from '../src/resources/index.ts'
import { withCopies } from './copies.ts'
import { start } from './servers.ts'
import { middle, rounded } from './table.ts'
import { userCpu } from './usage.ts'

const { values } = parseArgs({
  options: { resources: { type: 'string', default: '40' }, rounds: { type: 'string', default: '5' } }
})
const rounds = Number(values.rounds)
const today = Object.keys(resources).length

/** The names in the table of the figures of `cost.ts`. */
const names: Record<string, string> = {
  start: 'start to first answer, built, ms of user CPU',
  ready: '`ready()`, from the sources, ms of CPU',
  first_fixture: 'first fixture, ms of CPU',
  second_fixture: 'second fixture, ms of CPU',
  first_create: 'first campaign made, ms of CPU',
  image_KiB: 'empty image, KiB',
  each_written_KiB: 'each further workspace that was written to (of 200), KiB',
  document_ms: 'generating the document, ms of CPU',
  document_KiB: 'openapi.yaml, KiB'
}

/** CPU time from the start to the first answer. */
async function startCost(folder: string): Promise<number> {
  const running = await start({
    name: 'instantly-mock',
    command: (port) => ['node', join(folder, 'dist/cli.js'), '--port', `${port}`, '--log-level', 'silent'],
    collection: '/api/v2/campaigns',
    list: '/api/v2/campaigns',
    id: '',
    ready: '/api/v2/campaigns?limit=1',
    headers: { authorization: 'Bearer mock_default' }
  })
  const spent = userCpu(Number(running.process.pid))
  await running.stop()
  return spent
}

/** The median of each figure of the program in the folder. */
async function measure(folder: string): Promise<Record<string, number>> {
  execFileSync('node', ['build.ts'], { cwd: folder, stdio: 'inherit' })
  const all: Record<string, number>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const output = execFileSync('node', ['--expose-gc', 'bench/cost.ts', folder], { encoding: 'utf8' })
    all.push({ start: await startCost(folder), ...JSON.parse(output) })
  }
  return Object.fromEntries(
    Object.keys(names).map((name) => [name, middle(all.map((figures) => figures[name] ?? 0))])
  )
}

const counts = [today, Number(values.resources)]
const measured: Record<string, number>[] = []
for (const count of counts) {
  const folder = withCopies(count - today)
  console.error(`${count} resources`)
  measured.push(await measure(folder))
  rmSync(folder, { recursive: true })
}
const table = [
  `| Number of resources | ${counts.join(' | ')} |`,
  `| --- | ${counts.map(() => '---:').join(' | ')} |`,
  ...Object.entries(names).map(
    ([key, name]) => `| ${name} | ${measured.map((figures) => rounded(figures[key] ?? 0)).join(' | ')} |`
  )
].join('\n')
const path = 'bench/README.md'
const readme = readFileSync(path, 'utf8')
writeFileSync(path, readme.replace(/(<!-- resources -->\n).*(<!-- \/resources -->)/s, `$1\n${table}\n\n$2`))
console.log(table)
