import { send, shots } from './load.ts'
import { type Server, start } from './servers.ts'
import { resident } from './usage.ts'

const WORLDS = 1000
const REQUESTS = [100_000, 500_000, 1_000_000]

/** The server's memory with its usual data: idle, under load, and for further workspaces; a table of each. */
export async function memory(server: Server): Promise<string[]> {
  const running = await start(server)
  const pid = Number(running.process.pid)
  const idle = resident(pid)
  const readers = await growth(pid, () => each(running.url, 'reads', '/api/v2/campaigns?limit=1'))
  const written = () => each(running.url, 'writes', '/api/v2/custom-tags', '{"label":"mine"}')
  const writers = await growth(pid, written)
  const throughput: string[] = []
  for (const count of [1, 100, WORLDS]) {
    throughput.push(`| ${count} | ${(await spread(running.url, count)).toFixed(0)} |`)
  }
  await running.stop()

  const loaded = await start(server)
  const list = await fetch(`${loaded.url}${server.collection}?limit=1`, { headers: server.headers })
  const { items } = Object(await list.json())
  const { get } = shots({ ...server, id: items[0].id })
  const after: string[] = []
  let sent = 0
  for (const count of REQUESTS) {
    if (get) await send(loaded.url, get, count - sent)
    sent = count
    after.push(
      `| after ${count.toLocaleString('en')} gets | ${resident(Number(loaded.process.pid)).toFixed(1)} |`
    )
  }
  await loaded.stop()
  return [
    [
      '| Memory (resident) | MiB |',
      '| --- | ---: |',
      `| idle, after the first answer | ${idle.toFixed(1)} |`,
      ...after,
      `| each further workspace that was read (of ${WORLDS}) | ${readers.toFixed(3)} |`,
      `| each further workspace that was written to (of ${WORLDS}) | ${writers.toFixed(3)} |`
    ].join('\n'),
    [
      '| Live workspaces, each written to, called in turn | gets per second, with one slow client |',
      '| ---: | ---: |',
      ...throughput
    ].join('\n')
  ]
}

const growth = async (pid: number, work: () => Promise<void>) => {
  const before = resident(pid)
  await work()
  return (resident(pid) - before) / WORLDS
}

const keyOf = (name: string, index: number) => ({ authorization: `Bearer mock_${name}-${index}` })

/** One call in each of the workspaces. */
async function each(url: string, name: string, path: string, body?: string): Promise<void> {
  for (let index = 0; index < WORLDS; index += 1) {
    const headers = { ...keyOf(name, index), ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(`${url}${path}`, { method: body ? 'POST' : 'GET', headers, body })
    await answer.arrayBuffer()
  }
}

/** Lists of one per second, sent in turn to workspaces that were written to. */
async function spread(url: string, count: number): Promise<number> {
  const begin = performance.now()
  let done = 0
  const client = async () => {
    while (performance.now() - begin < 3000) {
      done += 1
      const headers = keyOf('writes', done % count)
      await (await fetch(`${url}/api/v2/campaigns?limit=1`, { headers })).arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: 10 }, client))
  return done / ((performance.now() - begin) / 1000)
}
