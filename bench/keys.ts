// npm run bench:keys [-- --keys 2000]: the memory that the server retains after tests that each use a new key, write,
// and reset or drop their workspace. Prints a row for each way.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { keys: { type: 'string', default: '2000' } } })
const KEYS = Number(values.keys)

type Memory = { resident: number; heap: number; external: number }

const SAME = 'reset, always of the same key'

const reset = (url: string, name: string) => send('POST', `${url}/__admin/reset`, name)
const endings = {
  [SAME]: reset,
  reset,
  drop: (url: string, name: string) => send('DELETE', `${url}/__admin/workspaces/${name}`, name)
}

async function send(method: string, url: string, name: string, body?: string) {
  const headers = {
    authorization: `Bearer mock_${name}`,
    ...(body && { 'content-type': 'application/json' })
  }
  const answer = await fetch(url, { method, headers, body })
  if (!answer.ok) throw new Error(`${method} ${url} ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

async function memoryOf(server: ChildProcess): Promise<Memory> {
  server.send('memory')
  const [memory] = await once(server, 'message')
  return memory
}

async function measure(name: string, end: (url: string, name: string) => Promise<void>): Promise<string> {
  const args = ['--expose-gc', '--import', './bench/tell-memory.ts', 'src/cli.js', '--port', '0']
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const { stdout } = server
  if (!stdout) throw new Error('The server has no output')
  const [line] = await once(stdout, 'data')
  stdout.resume()
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line)) ?? []
  await send('GET', `${url}/api/v2/campaigns?limit=1`, 'first')
  await send('GET', `${url}/__admin/clock`, 'first')
  const before = await memoryOf(server)
  for (let key = 0; key < KEYS; key += 1) {
    const workspace = name === SAME ? 'one' : `key-${key}`
    await send('POST', `${url}/api/v2/custom-tags`, workspace, '{"label":"mine"}')
    await end(url, workspace)
  }
  const after = await memoryOf(server)
  server.kill()
  await once(server, 'exit')
  const figures = [
    before.resident,
    after.resident,
    after.heap - before.heap,
    after.external - before.external
  ]
  return `| ${name} | ${figures.map((figure) => figure.toFixed(1)).join(' | ')} |`
}

console.log(`| ${KEYS} times a POST, then | resident before, MiB | after | heap grew by | external by |`)
console.log('| --- | ---: | ---: | ---: | ---: |')
for (const [name, end] of Object.entries(endings)) console.log(await measure(name, end))
