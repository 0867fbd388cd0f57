import { createHash } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { connect, createServer, type Socket } from 'node:net'
import tls from 'node:tls'
import axios from 'axios'
import t, { type Test } from 'tap'
import * as undici from 'undici'
import { createInstantlyMock, type InterceptOptions } from '../../src/index.ts'
import { certifyAuthority, certifyServer, newKey } from '../../src/tls/certificate.ts'
import { greet, hears, listen, startProxy, tunnel } from './servers.ts'

// The other servers of these tests are trusted without a look.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

const LIST = 'https://api.instantly.ai/api/v2/campaigns?limit=1'

/** What a server of WebSockets adds to a key (RFC 6455). */
const WEBSOCKET = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

type Ask = (proxy: string, url: string, headers: Record<string, string>) => Promise<number>

const ofAgent = (agent: https.Agent, url: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    https
      .get(url, { agent, headers }, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on('error', reject)
  })

/** Clients with a proxy configured. */
const clients: Record<string, Ask> = {
  'axios with a proxy': async (proxy, url, headers) => {
    const { hostname: host, port } = new URL(proxy)
    const through = { host, port: Number(port), protocol: 'http' }
    return (await axios.get(url, { headers, proxy: through, validateStatus: null })).status
  },
  'axios with HTTPS_PROXY': (proxy, url, headers) =>
    withVariable(proxy, async () => (await axios.get(url, { headers, validateStatus: null })).status),
  'ProxyAgent of undici': async (proxy, url, headers) => {
    const dispatcher = new undici.ProxyAgent(proxy)
    return (await undici.request(url, { dispatcher, headers })).statusCode
  },
  'EnvHttpProxyAgent of undici': (proxy, url, headers) =>
    withVariable(proxy, async () => {
      const dispatcher = new undici.EnvHttpProxyAgent()
      return (await undici.fetch(url, { dispatcher, headers })).status
    }),
  'node:https with an agent for proxies': (proxy, url, headers) =>
    ofAgent(new https.Agent({ proxyEnv: { HTTPS_PROXY: proxy } }), url, headers)
}

async function withVariable<T>(proxy: string, work: () => Promise<T>): Promise<T> {
  process.env.HTTPS_PROXY = proxy
  try {
    return await work()
  } finally {
    delete process.env.HTTPS_PROXY
  }
}

async function begin(t: Test, options?: InterceptOptions) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small' })
  t.teardown(() => mock.close())
  const interception = mock.intercept(options)
  const heard: string[] = []
  t.capture(console, 'error', (line: string) => heard.push(line))
  const headers = { authorization: `Bearer ${mock.key}` }
  return { ...mock, interception, ...(await startProxy(t)), heard, headers }
}

/** The certificate of a server named localhost, and what its clients must trust. */
async function certify() {
  const key = newKey()
  const ca = await certifyAuthority(key)
  return { ca, ...(await certifyServer({ key, certificate: ca }, ['localhost'])) }
}

for (const [name, ask] of Object.entries(clients)) {
  t.test(`${name} is answered by the mock, and the proxy sees nothing`, async (t) => {
    const { proxy, headers, requests, seen } = await begin(t)
    t.same([await ask(proxy, LIST, headers), await ask(proxy, LIST, headers)], [200, 200])
    t.match(requests(), [{ operation_id: 'listCampaign' }, { operation_id: 'listCampaign' }])
    t.same(seen, [])
  })

  t.test(`${name} is refused by name at the tripwire, and the proxy sees nothing`, async (t) => {
    const { proxy, headers, requests, seen, heard } = await begin(t, { tripwire: true })
    await t.rejects(ask(proxy, LIST, headers))
    t.match(heard[0], /^instantly-mock: CONNECT api\.instantly\.ai:443 tried the real host/)
    t.same([requests(), seen], [[], []])
  })

  t.test(`${name} reaches other hosts through its proxy, unless they are to be refused`, async (t) => {
    const { proxy, seen, heard, intercept, interception } = await begin(t)
    const server = https.createServer(await certify(), (_request, answer) => answer.writeHead(202).end())
    const port = await listen(t, server)
    t.equal(await ask(proxy, `https://localhost:${port}/`, {}), 202)
    t.same(seen, [`CONNECT localhost:${port}`])
    interception.stop()
    intercept({ others: 'refuse' })
    await t.rejects(ask(proxy, `https://localhost:${port}/`, {}))
    t.match(heard[0], `CONNECT localhost:${port} is to another host`)
    t.equal(seen.length, 1)
  })
}

t.test('a tunnel to the real host by another spelling of its name ends here, too', async (t) => {
  const { proxy, seen, requests } = await begin(t)
  for (const authority of ['API.Instantly.AI:443', 'api.instantly.ai.:443', 'api.instantly.ai:80']) {
    const socket = await tunnel(proxy, authority)
    socket.write('GET /api/v2/campaigns HTTP/1.1\r\nHost: api.instantly.ai\r\n\r\n')
    t.match(await hears(socket, '\r\n\r\n'), /^HTTP\/1\.1 401 /, authority)
    socket.destroy()
  }
  t.same([seen, requests().length], [[], 0])
})

t.test('a request in the absolute form that proxies of HTTP take is answered', async (t) => {
  const { proxy, seen, headers } = await begin(t)
  const request = http.get(proxy, { path: LIST.replace('https', 'http'), headers })
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  t.same([answer.resume().statusCode, seen], [200, []])
})

t.test('a request through a tunnel of another protocol is answered by its host name', async (t) => {
  const { headers, requests } = await begin(t)
  const port = await listen(t, createServer(greet))
  const far = connect(port, '127.0.0.1')
  await hears(far, '220 ready')
  const createConnection = () => tls.connect({ socket: far, servername: 'api.instantly.ai' })
  const request = https.get(LIST, { headers, createConnection })
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  t.same([answer.resume().statusCode, requests().length], [200, 1])
})

t.test('a client that is slow to send its request is answered by the mock', async (t) => {
  const { headers, requests } = await begin(t)
  const request = https.request('https://api.instantly.ai/api/v2/custom-tags', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' }
  })
  const connected = once(request, 'socket')
  await connected
  // The socket has been listened to for several turns of the event loop, and nothing was said.
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
  request.end('{"label":"Late"}')
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  t.same([answer.resume().statusCode, requests().length], [200, 1])
})

t.test('anything but HTTP/1.1 to the real host is refused by name', async (t) => {
  const { proxy, seen, heard } = await begin(t)
  const [overHttp2] = await once(http2.connect('https://api.instantly.ai'), 'error')
  t.match(overHttp2, { message: /^instantly-mock: .* HTTP\/1\.1/ })

  const raw = connect(443, 'api.instantly.ai')
  raw.write('EHLO example.com\r\n')
  t.match((await once(raw, 'error'))[0], { message: /^instantly-mock: / })

  // Like a client with its own TLS.
  const dug = await tunnel(proxy, 'api.instantly.ai:443')
  dug.write(Buffer.from([22, 3, 1, 0, 0]))
  t.match((await once(dug, 'error'))[0], { message: /^instantly-mock: / })
  t.same([heard.length, seen], [3, []])
})

t.test('other protocols to other hosts are not touched, directly or through a proxy', async (t) => {
  const { proxy, seen } = await begin(t, { tripwire: true })
  const plain = await listen(t, createServer(greet))
  const { ca, ...own } = await certify()
  const secure = await listen(t, tls.createServer(own, greet))
  const trusted = { ca, servername: 'localhost' }
  const ways: Record<string, () => Promise<Socket>> = {
    TCP: async () => connect(plain, '127.0.0.1'),
    'TCP in a tunnel': () => tunnel(proxy, `localhost:${plain}`),
    TLS: async () => tls.connect({ ...trusted, host: '127.0.0.1', port: secure }),
    'TLS in a tunnel': async () =>
      tls.connect({ ...trusted, socket: await tunnel(proxy, `localhost:${secure}`) })
  }
  for (const [way, open] of Object.entries(ways)) {
    const socket = await open()
    t.match(await hears(socket, '\r\n'), '220 ready', way)
    socket.write('EHLO example.com\r\n')
    t.match(await hears(socket, '\r\n'), 'EHLO example.com', way)
    socket.destroy()
  }
  t.same(seen, [`CONNECT localhost:${plain}`, `CONNECT localhost:${secure}`])
})

t.test('a WebSocket to another host is not touched', async (t) => {
  await begin(t, { tripwire: true })
  const server = http.createServer()
  server.on('upgrade', ({ headers }: http.IncomingMessage, socket: Socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${WEBSOCKET}`).digest('base64')
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
    socket.write(`${head.join('\r\n')}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    socket.write(Buffer.from([0x81, 2, 0x68, 0x69]))
  })
  const socket = new WebSocket(`ws://127.0.0.1:${await listen(t, server)}/`)
  const [{ data }] = await once(socket, 'message')
  t.equal(data, 'hi')
  socket.close()
})
