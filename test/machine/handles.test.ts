import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, get as ask } from 'node:http'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { serve } from './process.ts'

const skip = spawnSync('prlimit', ['--version']).status !== 0 && 'prlimit is not installed'

/** A server that keeps its workspaces in files, and how many more files it may have open. */
async function limited(t: Test) {
  const served = await serve(t, ['--data', t.testdir()])
  const pid = `${served.child.pid}`
  // One connection for all calls, as another would take a handle.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const get = async (path: string, key: string) => {
    const headers = { authorization: `Bearer ${key}` }
    const [answer] = await once(ask(`${served.url}${path}`, { agent, headers }), 'response')
    await text(answer)
    return answer.statusCode
  }
  /** The limit is on the numbers of the handles, and lower ones may be free. */
  const allow = (more: number) => {
    const open = readdirSync(`/proc/${pid}/fd`).map(Number)
    let limit = 0
    for (let free = 0; free < more || open.includes(limit); limit += 1) if (!open.includes(limit)) free += 1
    execFileSync('prlimit', ['--pid', pid, `--nofile=${limit}:`])
  }
  await get('/api/v2/campaigns', 'mock_first')
  return { ...served, get, allow }
}

t.test('a process without file handles reports it and recovers once it has some', { skip }, async (t) => {
  const { get, allow, printed } = await limited(t)
  // A workspace needs three: the file, its log, its index.
  for (const more of [0, 1, 2]) {
    allow(more)
    const key = `mock_after-${more}`
    t.equal(await get('/api/v2/campaigns', key), 500)
    t.equal(await get('/api/v2/campaigns', 'mock_first'), 200, 'others are served')
    t.match(printed.out, new RegExp(`after-${more}\\.sqlite .*too many open files`))
    allow(100)
    t.equal(await get('/api/v2/campaigns', key), 200)
  }
  t.notMatch(printed.out, /is damaged|is locked/)
})

t.test('what the first call failed to load is loaded by the next', { skip }, async (t) => {
  const { get, allow, printed } = await limited(t)
  allow(0)
  t.equal(await get('/__admin/clock', 'mock_first'), 500)
  t.match(printed.out, /EMFILE: too many open files/)
  allow(100)
  t.equal(await get('/__admin/clock', 'mock_first'), 200)
})
