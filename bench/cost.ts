// The cost of a program in this process, measured once, as in a fresh process. Argument: the folder of the
// program; prints JSON.
import { join, resolve } from 'node:path'
import { body, campaign } from './campaign.ts'

const WORKSPACES = 200

const [folder = '.'] = process.argv.slice(2)
const { buildApp }: typeof import('../src/app.ts') = await import(join(resolve(folder), 'src/app.ts'))

/** Milliseconds of CPU time, which does not depend on the machine's load. */
const spent = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
const cost = async (work: () => Promise<unknown>) => {
  const begin = process.cpuUsage()
  await work()
  return spent(begin)
}
const resident = () => {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 1024
}

const begin = process.cpuUsage()
const app = await buildApp({ initialState: { seed: 1, size: 0 } })
await app.ready()
const ready = spent(begin)

type Request = { method: 'GET' | 'PUT' | 'POST'; url: string; payload?: object }
const call = async (request: Request, workspace = 'default') => {
  const answer = await app.inject({ ...request, headers: { authorization: `Bearer mock_${workspace}` } })
  if (answer.statusCode >= 300)
    throw new Error(`${request.url} answered ${answer.statusCode}: ${answer.body}`)
  return answer
}
const load = () => call({ method: 'PUT', url: '/__admin/state', payload: { campaigns: [campaign] } })
const create = (index: number) =>
  call({ method: 'POST', url: '/api/v2/campaigns', payload: body }, `written-${index}`)

await call({ method: 'GET', url: '/__admin/workspaces' })
const first_fixture = await cost(load)
const second_fixture = await cost(load)
const first_create = await cost(() => create(-1))

const before = resident()
for (let index = 0; index < WORKSPACES; index += 1) await create(index)
const each_written_KiB = (resident() - before) / WORKSPACES

const image_KiB = (await app.services.registry.begin()).length / 1024
const document_ms = await cost(() => call({ method: 'GET', url: '/openapi.json' }))
const document_KiB = (await call({ method: 'GET', url: '/openapi.yaml' })).body.length / 1024
await app.close()
console.log(
  JSON.stringify({
    ready,
    first_fixture,
    second_fixture,
    first_create,
    each_written_KiB,
    image_KiB,
    document_ms,
    document_KiB
  })
)
