import { readFileSync } from 'node:fs'
import { shoot, shots } from './load.ts'
import { type Server, start } from './servers.ts'

/** Resident memory of a process in MiB. */
function resident(pid: number): number {
  const [, kB = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) / 1024
}

const WORLDS = 1000

/** Memory of this server, of the default seed: idle, after load, and for further workspaces. */
export async function memory(own: Server): Promise<string[]> {
  const command = (port: number) => ['node', 'dist/cli.js', '--port', `${port}`, '--log-level', 'silent']
  const server = { ...own, command, id: 'count-launched' }
  const running = await start(server)
  const pid = Number(running.process.pid)
  const idle = resident(pid)
  const fill = async (method: string, path: string, body?: string) => {
    for (let index = 0; index < WORLDS; index += 1) {
      const headers = {
        authorization: `Bearer mock_${method.toLowerCase()}-${index}`,
        'content-type': 'application/json'
      }
      const answer = await fetch(`${running.url}${path}`, {
        method,
        headers: body ? headers : { authorization: headers.authorization },
        body
      })
      await answer.arrayBuffer()
    }
  }
  const before = resident(pid)
  await fill('GET', '/api/v2/campaigns?limit=1')
  const readers = (resident(pid) - before) / WORLDS
  const middle = resident(pid)
  await fill('POST', '/api/v2/custom-tags', '{"label":"mine"}')
  const writers = (resident(pid) - middle) / WORLDS
  await running.stop()

  const loaded = await start(server)
  const { get } = shots(server)
  const after: number[] = []
  for (let hundredThousands = 0; get && hundredThousands < 3; hundredThousands += 1) {
    await shoot(loaded.url, get, 12)
    after.push(resident(Number(loaded.process.pid)))
  }
  await loaded.stop()
  return [
    [
      '| Memory (resident) | MiB |',
      '| --- | ---: |',
      `| idle, of the default seed, after the first answer | ${idle.toFixed(1)} |`,
      ...after.map((value, index) => `| after ${index + 1} × 12 s of gets | ${value.toFixed(1)} |`),
      `| each further workspace that was read (of ${WORLDS}) | ${readers.toFixed(3)} |`,
      `| each further workspace that was written to (of ${WORLDS}) | ${writers.toFixed(3)} |`
    ].join('\n')
  ]
}
