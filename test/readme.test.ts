import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import { MockOptions } from '../src/in-process/options.ts'
import { parseKey } from '../src/keys/keys.ts'
import { readFixture } from '../src/workspace/fixture.ts'
import { small, start } from './start.ts'

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

const readme = readFileSync('README.md', 'utf8')
const sections = new Map(
  readme.split(/^## /m).map((section) => [section.slice(0, section.indexOf('\n')), section])
)
const section = (title: string) => sections.get(title) ?? ''

t.test('the README lists every option of createInstantlyMock', async (t) => {
  const listed = section('In a test process').matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)
  const names = [...listed].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '))
  // The last is that of the runners alone.
  t.strictSame(names.toSorted(), [...Object.keys(MockOptions.properties), 'intercept'].toSorted())
})

t.test('the README explains refusals in the words of the server', async (t) => {
  const { call } = await start(t, { keys: new Map([parseKey('narrow=default:accounts:read')]) })
  const campaigns = '/api/v2/campaigns'
  const posted = { payload: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  for (const { status, body } of [
    await call('GET', campaigns, { key: '' }),
    await call('GET', campaigns, { key: 'nobody' }),
    await call('GET', campaigns, { key: 'narrow' }),
    await call('GET', '/campaigns'),
    await call('GET', `${campaigns}/${small.unknown}`),
    await call('POST', campaigns, { body: {} }),
    await call('POST', campaigns, posted),
    await call('GET', '/api/v2/audit-logs')
  ]) {
    const rows = section('My test gets 401, 404, 501 …')
    const quoted = [...rows.matchAll(/^\| (\d+)(?: `(.*?)`)? \|/gm)].filter(
      ([, code]) => Number(code) === status
    )
    const isQuoted = ([, , text = '…']: string[]) => {
      const [begin = '', end = ''] = text.split('…')
      return body.message.startsWith(begin.trim()) && body.message.endsWith(end.trim())
    }
    t.ok(quoted.some(isQuoted), `${status} ${body.message}`)
  }
})

t.test('people who search for it find it, and each use fits on a screen', async (t) => {
  const first = readme.split('\n').slice(0, 40).join('\n')
  for (const word of ['mock server', 'parallel', 'retry', 'stub', 'snapshot', 'npm start'])
    t.match(first.toLowerCase(), word)
  t.match(first, /\d+ of 240/)
  for (const title of [
    'Start',
    'In a test process',
    'In Docker Compose',
    'A hard-coded host',
    'The control plane'
  ])
    t.ok(section(title).split('\n').length < 60, title)
})
