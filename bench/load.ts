import { execFile } from 'node:child_process'
import { Agent, request } from 'node:http'
import { promisify } from 'node:util'
import { body } from './campaign.ts'
import type { Running, Server } from './servers.ts'
import { userCpu } from './usage.ts'

/** A request that autocannon repeats. */
export type Shot = { method: string; path: string; headers: Record<string, string>; payload?: string }

export function shots({ collection, list, headers, id, refuses }: Server): Record<string, Shot> {
  const one = `${collection}/${id}`
  const payload = JSON.stringify(body)
  return {
    get: { method: 'GET', path: one, headers },
    'list of 100': { method: 'GET', path: list, headers },
    create: { method: 'POST', path: collection, headers, payload },
    patch: { method: 'PATCH', path: one, headers, payload: JSON.stringify({ daily_limit: 7 }) },
    ...(refuses && {
      'a 401': { method: 'GET', path: one, headers: {} },
      'a 400': { method: 'POST', path: collection, headers, payload: '{"name":1}' }
    })
  }
}

/** Requests per second, by autocannon in a separate process, and the microseconds of user CPU per request. */
export async function shoot({ url, process }: Running, shot: Shot, seconds: number) {
  const pid = Number(process.pid)
  const before = userCpu(pid)
  const { requests, duration } = await autocannon(url, shot, ['-d', `${seconds}`])
  return {
    perSecond: requests.total / duration,
    cpu: ((userCpu(pid) - before) * 1000) / requests.total
  }
}

/** The given number of requests, as fast as they are answered. */
export async function send(url: string, shot: Shot, amount: number): Promise<void> {
  await autocannon(url, shot, ['-a', `${amount}`])
}

async function autocannon(url: string, { method, path, headers, payload }: Shot, howMuch: string[]) {
  const type = payload === undefined ? {} : { 'content-type': 'application/json' }
  const heads = Object.entries({ ...headers, ...type }).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const body = payload ? ['-b', payload] : []
  const args = ['--json', '-c', '10', ...howMuch, '-m', method, ...heads, ...body, `${url}${path}`]
  const { stdout } = await promisify(execFile)('bench/peers/node_modules/.bin/autocannon', args)
  return JSON.parse(stdout)
}

/** Sessions per second of ten clients that each create, get, patch, list and delete. */
export async function sessions(url: string, server: Server, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 })
  const send = call(agent, url, server.headers)
  const { collection } = server
  const until = performance.now() + seconds * 1000
  let done = 0
  const client = async () => {
    while (performance.now() < until) {
      const { id } = JSON.parse(await send('POST', collection, JSON.stringify(body)))
      await send('GET', `${collection}/${id}`)
      await send('PATCH', `${collection}/${id}`, '{"daily_limit":7}')
      await send('GET', `${collection}?limit=10`)
      await send('DELETE', `${collection}/${id}`)
      done += 1
    }
  }
  const begin = performance.now()
  await Promise.all(Array.from({ length: 10 }, client))
  agent.destroy()
  return done / ((performance.now() - begin) / 1000)
}

/** Deletions per second of entities created before. */
export async function deletions(url: string, server: Server, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 })
  const send = call(agent, url, server.headers)
  const made: string[] = []
  for (let index = 0; index < count; index += 1) {
    made.push(JSON.parse(await send('POST', server.collection, JSON.stringify(body))).id)
  }
  const begin = performance.now()
  const client = async () => {
    for (let id = made.pop(); id !== undefined; id = made.pop())
      await send('DELETE', `${server.collection}/${id}`)
  }
  await Promise.all(Array.from({ length: 10 }, client))
  const perSecond = count / ((performance.now() - begin) / 1000)
  agent.destroy()
  return perSecond
}

const call =
  (agent: Agent, url: string, headers: Record<string, string>) =>
  (method: string, path: string, payload?: string): Promise<string> =>
    new Promise((done, fail) => {
      const type = payload === undefined ? {} : { 'content-type': 'application/json' }
      const outgoing = request(
        `${url}${path}`,
        { agent, method, headers: { ...headers, ...type } },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk) => {
            text += chunk
          })
          answer.on('end', () => done(text))
        }
      )
      outgoing.on('error', fail)
      outgoing.end(payload)
    })
