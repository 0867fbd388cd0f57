import { join } from 'node:path'
import t from 'tap'
import { run } from '../run.ts'

t.setTimeout(120_000)

t.test('validate says that a file is a fixture, and ends with 0', async (t) => {
  const path = join(t.testdir({ 'world.json': '{"campaigns": [{"name": "Spring"}]}' }), 'world.json')
  t.match(await run(t, ['validate', path, 'small']).closed, {
    code: 0,
    out: `${path} is a fixture\nsmall is a fixture\n`,
    err: ''
  })
})

t.test('validate lists all mistakes and exits with 2', async (t) => {
  const content = '{\n"campaigns": [{"nmae": "Spring"}],\n"custom_tags": [{"label": "A"}, {"label": "A"}]\n}'
  const path = join(t.testdir({ 'world.json': content }), 'world.json')
  const { code, out, err } = await run(t, ['validate', path]).closed
  t.same([code, out], [2, ''])
  const lines = err.trim().split('\n')
  t.equal(lines.length, 3)
  for (const part of [
    `${path}:3: custom_tags/1 has label 'A'`,
    `${path}:2: campaigns/0/name is missing, wanted a text`,
    '; did you mean name?'
  ]) {
    t.ok(err.includes(part), `${part} in ${err}`)
  }
})

t.test('validate without a file prints its usage', async (t) => {
  t.match(await run(t, ['validate']).closed, {
    code: 2,
    out: '',
    err: "instantly-mock: missing required argument 'fixture'\n"
  })
  t.match(await run(t, ['validate', '--port']).closed, {
    code: 2,
    out: '',
    err: "instantly-mock: unknown option '--port'\n"
  })
})
