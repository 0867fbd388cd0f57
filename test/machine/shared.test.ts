import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { call, run, serve } from './process.ts'

t.setTimeout(300_000)

t.test('a second server with the same directory names the first one and exits with 2', async (t) => {
  const data = t.testdir()
  const first = await serve(t, ['--fixture', 'empty', '--data', data])
  const { code, out, err } = await run(t, ['--fixture', 'empty', '--data', data]).ended
  t.equal(code, 2)
  t.equal(out, '')
  t.match(err, /^instantly-mock: [^\n]+\n$/, 'one line')
  t.match(err, `${data} is in use by process ${first.child.pid} on `)
  t.equal((await call(`${first.url}/api/v2/custom-tags`, 'mock_a')).status, 200, 'the first serves on')

  first.child.kill('SIGKILL')
  await once(first.child, 'close')
  const third = await serve(t, ['--fixture', 'empty', '--data', data])
  t.equal(
    (await call(`${third.url}/api/v2/custom-tags`, 'mock_a')).status,
    200,
    'a dead holder holds nothing'
  )
})

t.test('of two servers that start together on a fresh directory with --tls, one serves', async (t) => {
  const data = join(t.testdir(), 'fresh')
  const flags = ['--fixture', 'empty', '--data', data, '--tls', '--tls-port', '0']
  const both = [run(t, flags), run(t, flags)]
  const { code, err } = await Promise.race(both.map(({ ended }) => ended))
  t.equal(code, 2)
  t.match(err, `${data} is in use by `)
  const holder = both.find(({ child }) => child.exitCode === null)
  if (!holder) return t.fail('both ended')
  while (!holder.printed.out.includes('"listening"')) await once(holder.child.stdout, 'data')
  t.strictSame(
    readdirSync(data)
      .filter((name) => /\.(pem|new)$/.test(name))
      .sort(),
    ['ca-key.pem', 'ca.pem']
  )
  holder.child.kill('SIGTERM')
  await holder.ended
  await serve(t, flags)
})

t.test('so it is with two mocks of one process', async (t) => {
  const data = join(t.testdir(), 'kept')
  const options = { port: false, fixture: 'empty', data } as const
  const first = await createInstantlyMock(options)
  await t.rejects(createInstantlyMock(options), {
    message: `${data} is in use by process ${process.pid} on `
  })
  await first.fetch('/api/v2/custom-tags', { method: 'POST', body: '{"label":"Kept"}' })
  await first.close()
  const second = await createInstantlyMock(options)
  t.teardown(() => second.close())
  t.ok(existsSync(join(data, 'default.sqlite')))
})
