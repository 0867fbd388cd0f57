import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { readFixture } from '../src/workspace/fixture.ts'

/** The commands of the walk, and their stated answers. */
function walk(): { command: string; answer: string }[] {
  const text = readFileSync('docs/walk.md', 'utf8')
  const blocks = [...text.matchAll(/```console\n(.*?)```/gs)].map(([, block]) => block).join('')
  return blocks
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...lines] = step.trimEnd().split('\n')
      return { command, answer: lines.join('\n') }
    })
}

t.test('the answers in docs/walk.md are those of the server', async (t) => {
  const app = await buildApp({ initialState: { seed: 1, size: 0, fixture: await readFixture('small') } })
  t.teardown(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const steps = walk()
  t.ok(steps.length > 20)
  const mark = '=== next ==='
  const script = steps.map(
    ({ command }) => `${command.replace('http://127.0.0.1:3000', url)}\necho; echo '${mark}'`
  )
  const { stdout } = await promisify(execFile)('bash', ['-c', script.join('\n')])
  const answers = stdout.split(`${mark}\n`)
  for (const [index, { command, answer }] of steps.entries()) t.equal(answers[index]?.trim(), answer, command)
})
