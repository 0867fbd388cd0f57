import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { createInstantlyMock } from '../src/index.ts'
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

t.test('workspaces that were reset take hardly any memory, those that were dropped neither', async (t) => {
  const mock = await createInstantlyMock({ port: false })
  t.teardown(() => mock.close())
  const write = async (name: string) => {
    const workspace = await mock.workspace(name)
    const body = JSON.stringify({ label: 'VIP' })
    const headers = { 'content-type': 'application/json' }
    t.equal((await workspace.fetch('/api/v2/custom-tags', { method: 'POST', body, headers })).status, 200)
    return workspace
  }
  // What only the first need: code, caches, and the copies that are kept to be used again.
  for (let number = 0; number < 20; number += 1) await (await write(`first-${number}`)).reset()
  const before = process.memoryUsage().rss
  // A copy of the world is most of a megabyte.
  for (let number = 0; number < 300; number += 1) {
    await (await write(`reset-${number}`)).reset()
    await (await write(`dropped-${number}`)).close()
  }
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20
  t.ok(megabytes < 120, `${megabytes.toFixed()} MB more`)
})
