import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { type AddressInfo, connect as connectPlainly, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect, type TLSSocket } from 'node:tls'
import t, { type Test } from 'tap'
import { serveHttps } from '../../src/tls/https.ts'
import { start } from '../start.ts'

const local = { host: '127.0.0.1', port: 0 }

async function startHttps(t: Test, { names = [], ...options }: { names?: string[]; logger?: object } = {}) {
  const { app } = await start(t, options)
  const { server, listen, caPath } = await serveHttps(app, { names })
  await listen(local)
  const { port } = server.address() as AddressInfo
  const ca = String(app.ca)
  /** Asks the server by that name, wherever the name would lead. */
  const get = async (path: string, servername = 'localhost', agent?: Agent) => {
    const headers = { host: servername, authorization: 'Bearer mock_default' }
    const asked = request({ ...local, port, ca, servername, path, headers, agent }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const body = await text(answer)
    return { status: answer.statusCode, headers: answer.headers, body }
  }
  /** A connection to write to by hand, and all that comes back. */
  const open = async () => {
    const socket = connect({ ...local, port, ca, servername: 'localhost' })
    t.teardown(() => socket.destroy())
    await once(socket, 'secureConnect')
    return socket
  }
  return { app, server, caPath, port, ca, get, open }
}

async function hears(socket: TLSSocket, part: string): Promise<string> {
  let heard = ''
  while (!heard.includes(part)) heard += (await once(socket, 'data'))[0]
  return heard
}

t.test('answers over HTTPS as over HTTP, under each of its names', async (t) => {
  const { app, get, caPath } = await startHttps(t, { names: ['mock.test', '*.wild.test', 'localhost'] })
  t.equal(caPath, undefined, 'nothing is kept')
  const headers = { authorization: 'Bearer mock_default' }
  const plain = await app.inject({ url: '/api/v2/campaigns?limit=1', headers })
  for (const name of ['api.instantly.ai', 'localhost', 'mock.test', 'a.wild.test']) {
    t.match(await get('/api/v2/campaigns?limit=1', name), { status: 200, body: plain.body }, name)
  }
  await t.rejects(get('/health', 'elsewhere.test'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
})

t.test('its certificate is for every name and address of this machine, besides those given', async (t) => {
  const { open } = await startHttps(t, { names: ['192.0.2.7', 'localhost'] })
  const { subjectaltname } = (await open()).getPeerCertificate()
  t.equal(
    subjectaltname,
    'DNS:api.instantly.ai, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:192.0.2.7'
  )
})

t.test('links on the start page are of HTTPS', async (t) => {
  const { get } = await startHttps(t)
  const { base_urls } = JSON.parse((await get('/')).body)
  t.equal(base_urls[0], 'https://localhost')
})

t.test('/__admin/ca.pem is the certificate to trust, without any key', async (t) => {
  const { app, ca } = await startHttps(t)
  const answer = await app.inject('/__admin/ca.pem')
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['content-type'], 'application/x-pem-file')
  t.equal(answer.body, ca)
})

t.test('/__admin/ca.pem asks for no admin key', async (t) => {
  const { app } = await start(t, { admin: { key: 's3cret' } })
  await serveHttps(app, { names: [] })
  t.equal((await app.inject('/__admin/ca.pem')).statusCode, 200)
})

t.test('without HTTPS or without a control plane there is no /__admin/ca.pem', async (t) => {
  const nothing = { message: 'Route GET:/__admin/ca.pem not found', error: 'Not Found', statusCode: 404 }
  const { call } = await start(t)
  t.match(await call('GET', '/__admin/ca.pem', { key: '' }), { status: 404 })

  const { app } = await start(t, { admin: false })
  await serveHttps(app, { names: [] })
  t.match((await app.inject('/__admin/ca.pem')).json(), nothing)
})

t.test('data that is not HTTP is answered as by Fastify', async (t) => {
  const { open } = await startHttps(t)
  const socket = await open()
  socket.write('NONSENSE\r\n\r\n')
  t.match(await text(socket), /^HTTP\/1\.1 400 [\s\S]*"statusCode":400/)
})

t.test('a handshake that fails is logged', async (t) => {
  const lines: string[] = []
  const told = Promise.withResolvers<void>()
  const write = (line: string) => {
    lines.push(line)
    told.resolve()
  }
  const { port } = await startHttps(t, { logger: { level: 'info', stream: { write } } })
  const socket = connectPlainly(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await told.promise
  t.match(JSON.parse(String(lines[0])), { level: 30, msg: 'TLS handshake failed: ERR_SSL_HTTP_REQUEST' })
})

t.test('ends with the app, though a client keeps its connection', async (t) => {
  const { app, server, get } = await startHttps(t)
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  await get('/health', 'localhost', agent)
  await app.close()
  t.equal(server.listening, false)
})

t.test('a request in flight is answered before the app has ended', async (t) => {
  const { app, open, server } = await startHttps(t)
  const socket = await open()
  const body = JSON.stringify({ label: 'in flight' })
  socket.write(
    'POST /api/v2/custom-tags HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer mock_default\r\n' +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`
  )
  await hears(socket, '100 Continue\r\n')
  const closed = app.close()
  while (server.listening) await new Promise(setImmediate)
  socket.write(body)
  t.match(await hears(socket, '}'), /HTTP\/1\.1 200 OK[\s\S]*"label":"in flight"/)
  await closed
})

t.test('a port in use is reported', async (t) => {
  const occupier = createServer().listen(local)
  t.teardown(() => occupier.close())
  await once(occupier, 'listening')
  const { app } = await start(t)
  const { listen } = await serveHttps(app, { names: [] })
  const { port } = occupier.address() as AddressInfo
  await t.rejects(listen({ ...local, port }), { code: 'EADDRINUSE' })
  await app.close()
})
