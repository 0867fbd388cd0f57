import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t from 'tap'
import { call, serve } from './process.ts'

const CONNECTIONS = 2000
/** For all sockets of this process, or of the server, and some files. */
const NEEDED = CONNECTIONS + 200
const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()

t.setTimeout(120_000)

const head = (path: string) =>
  `GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer mock_default\r\n`

t.test(`${CONNECTIONS} open connections and slow readers do not stop others`, async (t) => {
  if (limit !== 'unlimited' && Number(limit) < NEEDED) {
    return t.pass(`skipped: ulimit -n is ${limit}, this needs ${NEEDED}`, { skip: true })
  }
  const { child, url, port } = await serve(t, ['--log-level', 'silent'])
  const sockets: Socket[] = []
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
  })
  const open = async (what: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    sockets.push(socket)
    await once(socket, 'connect')
    if (what) socket.write(what)
    return socket
  }
  /** Some send nothing, some half a head, some half a body, and some do not read a large answer. */
  const list = `${head('/api/v2/campaigns?limit=100')}\r\n`
  const kinds = [
    '',
    head('/health'),
    `POST /api/v2/custom-tags HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer mock_default\r\n` +
      'content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"label":',
    list.repeat(10)
  ]
  for (let number = 0; number < CONNECTIONS; number += 1) {
    const isSlowReader = number % 20 === 0
    const socket = await open(isSlowReader ? (kinds[3] as string) : (kinds[number % 3] as string))
    if (isSlowReader) socket.pause()
  }

  for (let number = 0; number < 50; number += 1) {
    t.equal((await call(`${url}/api/v2/campaigns?limit=1`, 'mock_other')).status, 200)
  }
  const made = await call(`${url}/api/v2/custom-tags`, 'mock_other', 'POST', { label: 'In between' })
  t.equal(made.status, 200)
  t.equal(sockets.filter(({ closed }) => closed).length, 0, 'none of the connections was given up')

  // A slow reader gets all of it when it reads; half a head is answered when the rest comes.
  const slow = sockets[0] as Socket
  let heard = ''
  slow.setEncoding('utf8').on('data', (text) => {
    heard += text
  })
  slow.resume()
  slow.write(`${head('/nothing')}connection: close\r\n\r\n`)
  await once(slow, 'close')
  t.equal(heard.match(/HTTP\/1\.1 200 OK/g)?.length, 10)
  t.match(heard, 'Route GET:/nothing not found')

  const half = sockets[1] as Socket
  half.write('\r\n')
  const [answer] = await once(half, 'data')
  t.match(String(answer), /^HTTP\/1\.1 200 OK/)
  t.equal(child.exitCode, null)
})
