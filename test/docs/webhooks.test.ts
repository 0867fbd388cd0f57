import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

t.test('the receiver example in the README prints the stated output', async (t) => {
  const [, section = ''] = readFileSync('README.md', 'utf8').split('## Test your webhook receiver')
  const program = section.split('```js\n')[1]?.split('```')[0] ?? ''
  const wanted = [...program.matchAll(/console\.log.*\/\/ (.*)/g)].map(([, said]) => said)
  t.equal(wanted.length, 2)
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program.replace("'instantly-mock'", `'${resolve('src/index.ts')}'`))
  const { stdout } = await promisify(execFile)(process.execPath, [file])
  t.same(stdout.trim().split('\n'), wanted)
})
