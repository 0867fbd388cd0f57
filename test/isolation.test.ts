import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { liveApart } from './isolation/client.ts'
import { start } from './start.ts'

const run = promisify(execFile)
const client = fileURLToPath(new URL('isolation/client.ts', import.meta.url))

t.test('a hundred concurrent tests on one server do not see each other', async (t) => {
  const { app } = await start(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const names = Array.from({ length: 100 }, (_, index) => `test-${index}`)
  const processes = ['process-a', 'process-b', 'process-c', 'process-d'].map(async (name) => {
    const { stdout } = await run(process.execPath, [client, url, name])
    return stdout.trim()
  })
  const rounds = await Promise.all(names.map((name) => liveApart(url, name)))
  t.same(rounds, Array(100).fill(3))
  t.same(await Promise.all(processes), Array(4).fill('3 rounds'))
})
