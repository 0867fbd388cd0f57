import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { hundred } from './campaign.ts'
import { mockoon } from './mockoon.ts'

/** A server to measure: how to start it, and its paths. */
export type Server = {
  name: string
  command: (port: number) => string[]
  /** The path of the collection, below the base URL. */
  collection: string
  /** A complete list of 100. */
  list: string
  headers: Record<string, string>
  id: string
  /** A request refused for its key, and one for its body; absent if it refuses neither. */
  refuses?: boolean
  /** The path of the first request, if it is not the entity with that id. */
  ready?: string
  /** The comparable measurements; all by default. */
  only?: string[]
  /** The usual way to start it, if the one above is special. */
  plainly?: Pick<Server, 'command' | 'ready'>
}

const bin = (name: string) => join('bench/peers/node_modules/.bin', name)
const none = {}
const key = { authorization: 'Bearer mock_default' }

export function servers(folder: string): Server[] {
  const file = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const world = file('world.json', { campaigns: hundred })
  const collection = '/api/v2/campaigns'
  const shared = { collection, list: `${collection}?limit=100`, id: hundred[0]?.id ?? '' }
  return [
    {
      ...shared,
      name: 'instantly-mock',
      command: (port) => [
        'node',
        'dist/cli.js',
        '--port',
        `${port}`,
        '--log-level',
        'silent',
        '--fixture',
        world
      ],
      headers: key,
      refuses: true,
      plainly: {
        command: (port) => ['node', 'dist/cli.js', '--port', `${port}`, '--log-level', 'silent'],
        ready: `${collection}?limit=1`
      }
    },
    {
      ...shared,
      name: 'bare Fastify',
      command: (port) => ['node', 'bench/floor.mjs', `${port}`, world],
      headers: none
    },
    {
      ...shared,
      name: 'Prism',
      command: (port) => [bin('prism'), 'mock', '-p', `${port}`, '-h', '127.0.0.1', 'openapi.yaml'],
      headers: key,
      refuses: true
    },
    {
      ...shared,
      name: 'json-server',
      command: (port) => [
        bin('json-server'),
        '--quiet',
        '--port',
        `${port}`,
        file('db.json', { campaigns: hundred.map((one, index) => ({ ...one, id: index + 1 })) })
      ],
      collection: '/campaigns',
      list: '/campaigns?_limit=100',
      headers: none,
      id: '1'
    },
    {
      ...shared,
      name: 'Mockoon',
      command: (port) => [
        bin('mockoon-cli'),
        'start',
        '-d',
        file('mockoon.json', mockoon(port)),
        '-X',
        '--disable-admin-api'
      ],
      headers: none
    },
    {
      name: 'emulate (its Stripe)',
      command: (port) => [bin('emulate'), 'start', '--service', 'stripe', '--port', `${port}`],
      collection: '/v1/customers',
      list: '/v1/customers?limit=100',
      ready: '/v1/customers?limit=1',
      headers: { authorization: 'Bearer sk_test_emulated' },
      id: '',
      only: ['get', 'create']
    }
  ]
}

export type Running = { url: string; process: ChildProcess; startedIn: number; stop(): Promise<void> }

/** Starts the server and returns the time to its first answer, in milliseconds. */
export async function start(server: Server): Promise<Running> {
  const port = await freePort()
  const [command = '', ...args] = server.command(port)
  const url = `http://127.0.0.1:${port}`
  const begin = performance.now()
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  const first = server.ready ?? `${server.collection}/${server.id}`
  while (!(await answers(`${url}${first}`, server.headers))) {
    if (performance.now() - begin > 30_000) throw new Error(`${server.name} does not answer`)
    await setTimeout(2)
  }
  const startedIn = performance.now() - begin
  const stop = () =>
    new Promise<void>((done) => {
      child.once('exit', () => done())
      // Not SIGKILL: a process writes its compile cache when it exits.
      process.kill(-Number(child.pid), 'SIGTERM')
    })
  return { url, process: child, startedIn, stop }
}

async function answers(url: string, headers: Record<string, string>): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
