import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { draw, drawn, timeline } from '../../docs/month.ts'
import { buildApp } from '../../src/app.ts'
import { readFixture } from '../../src/workspace/fixture.ts'

const run = promisify(execFile)
const [, section = ''] = readFileSync('README.md', 'utf8').split('## Plant a reply, advance, see it')
const block = (language: string) => section.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''

t.test("the month in docs/simulator.md is drawn from the simulator's timeline", async (t) => {
  t.equal(await drawn(), draw(await timeline()), 'if not, run node docs/draw-month.ts')
})

t.test('the in-process example in the README plants a reply and prints the stated output', async (t) => {
  const program = block('js')
  const wanted = [...program.matchAll(/console\.log.*\/\/ (.*)/g)].map(([, said]) => said)
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program.replace("'instantly-mock'", `'${resolve('src/index.ts')}'`))
  const { stdout } = await run(process.execPath, [file])
  t.same(stdout.trim().split('\n'), wanted)
  t.equal(wanted.length, 3)
})

t.test('the HTTP example in the README plants a reply and gets the stated answers', async (t) => {
  const app = await buildApp({ initialState: { seed: 1, size: 0, fixture: await readFixture('small') } })
  t.teardown(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const lines = block('console').replace('http://127.0.0.1:3000', url).split('\n')
  const script = lines.flatMap((line) =>
    /^(\$ | {4})/.test(line) ? [line.replace(/^\$ (?=curl)/, '; ').replace(/^\$ /, '')] : []
  )
  const wanted = lines.filter((line) => line.startsWith('{'))
  const { stdout } = await run('sh', ['-c', script.join('\n').replaceAll('\n; ', '\necho; ')])
  t.same(stdout.trim().split(/\n+/), wanted)
})
