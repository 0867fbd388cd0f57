import { execFile } from 'node:child_process'
import http from 'node:http'
import https from 'node:https'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createInstantlyMock } from '../src/index.ts'
import { certifyAuthority, certifyServer, newKey } from '../src/tls/certificate.ts'
import { listen, startProxy } from './in-process/servers.ts'

const redirect = join(import.meta.dirname, '../src/redirect.ts')

/** Runs a program of test/programs, unchanged, with the redirection before it. */
function run(program: string, env: Record<string, string>, flag = '--import', more: string[] = []) {
  const file = join(import.meta.dirname, 'programs', program)
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    // Node 22 cannot require modules beside the hooks by which tap looks into processes.
    const plainly = flag === '--require' ? ['-u', 'NODE_OPTIONS'] : []
    const args = [...plainly, process.execPath, flag, redirect, file, ...more]
    execFile('env', args, { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err })
    )
  })
}
async function begin(t: Test) {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  return { ...mock, env: { INSTANTLY_MOCK_URL: mock.url, INSTANTLY_KEY: mock.key } }
}
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

t.test('a program with the host written into it is answered by the mock', async (t) => {
  const { env, requests } = await begin(t)
  const { code, out, err } = await run('app.mjs', env)
  t.same([code, out], [0, 'fetch 200 Made by fetch\nhttps 200 1 campaign\n'], err)
  t.match(requests(), [
    { operation_id: 'createCustomTag', body: { label: 'Made by fetch' } },
    { operation_id: 'listCampaign', query: { limit: '1' } }
  ])
})

for (const flag of ['--import', '--require']) {
  t.test(`a CommonJS program is, too, by ${flag}`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, out, err } = await run('app.cjs', env, flag)
    t.same([code, out], [0, 'https 200\nfetch 1 campaign\n'], err)
    t.match(requests(), [{ body: { label: 'In parts' } }, { operation_id: 'listCampaign' }])
  })
}

t.test('no proxy of the environment sees a thing, of worker threads neither', async (t) => {
  const { env, requests } = await begin(t)
  const { proxy, seen } = await startProxy(t)
  const proxies = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: '', NODE_USE_ENV_PROXY: '1' }
  const { code, out, err } = await run('worker.mjs', { ...env, ...proxies })
  t.equal(code, 0, err)
  t.equal(out, 'main fetch 200\nmain https 200\nworker fetch 200\nworker https 200\n')
  t.same([seen, requests().length], [[], 4])

  const refused = await run('worker.mjs', { ...env, ...proxies, INSTANTLY_MOCK_TRIPWIRE: '1' })
  t.match(refused, { code: 1, err: /api\.instantly\.ai\S* tried the real host/ })
  t.same([seen, requests().length], [[], 4])
})

t.test('a path leads to no other server, whatever it looks like', async (t) => {
  const { env, url } = await begin(t)
  const seen: unknown[] = []
  const other = await listen(
    t,
    http.createServer(({ headers }, answer) => {
      seen.push(headers)
      answer.end()
    })
  )
  const paths = [`//127.0.0.1:${other}/x`, '//api/v2/campaigns', '/\\\\127.0.0.1/x', '//']
  const { out, err } = await run('paths.mjs', env, '--import', paths)
  // The paths as the program wrote them; a backslash in a URL of HTTP is a slash (WHATWG URL).
  const sent = [`//127.0.0.1:${other}/x`, '//api/v2/campaigns', '///127.0.0.1/x', '//']
  const direct = await Promise.all(sent.map(async (path) => (await fetch(url + path)).text()))
  t.equal(out, direct.map((body) => `404 ${body}\n`).join(''), err)
  t.same(seen, [])
})

t.test('a path in the address of the mock comes before the path of each request', async (t) => {
  const { env } = await begin(t)
  const seen: unknown[] = []
  const gateway = http.createServer(({ url }, answer) => {
    seen.push(url)
    answer.end('through')
  })
  const address = `http://127.0.0.1:${await listen(t, gateway)}/mocks/one`
  for (const INSTANTLY_MOCK_URL of [address, `${address}/`]) {
    const { out } = await run('paths.mjs', { ...env, INSTANTLY_MOCK_URL }, '--import', [
      '/api/v2/tags?limit=1'
    ])
    t.equal(out, '200 through\n')
  }
  t.same(seen, ['/mocks/one/api/v2/tags?limit=1', '/mocks/one/api/v2/tags?limit=1'])
})

t.test('a mock behind HTTPS is reached, and answers without a body are accepted', async (t) => {
  const key = newKey()
  const authority = { key, certificate: await certifyAuthority(key) }
  const gateway = https.createServer(await certifyServer(authority, ['localhost']), (_request, answer) =>
    answer.writeHead(204).end()
  )
  const ca = join(t.testdir({ 'ca.pem': authority.certificate }), 'ca.pem')
  const address = `https://localhost:${await listen(t, gateway)}`
  const env = { INSTANTLY_MOCK_URL: address, NODE_EXTRA_CA_CERTS: ca }
  const { out, err } = await run('paths.mjs', env, '--import', ['/api/v2/tags'])
  t.equal(out, '204 \n', err)
})

t.test('a connection that the mock breaks breaks for the program', async (t) => {
  const { env, faults, key } = await begin(t)
  faults.add({ operation_id: 'createCustomTag', connection: 'reset' })
  const { code, err } = await run('app.mjs', { ...env, INSTANTLY_KEY: key })
  t.equal(code, 1)
  t.match(err, /ECONNRESET|UND_ERR_SOCKET/)
})

t.test('if nothing listens, both the program and the console get an error', async (t) => {
  const port = await closedPort()
  const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: `http://127.0.0.1:${port}` })
  t.same([code, out], [0, 'fetch ECONNREFUSED\nhttps ECONNREFUSED\n'])
  t.equal(err, `instantly-mock: nothing answers at http://127.0.0.1:${port}\n`.repeat(2))
})

for (const on of ['1', 'true']) {
  t.test(`the tripwire at ${on} refuses, loudly, also where the program swallows it`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, out, err } = await run('failing.mjs', { ...env, INSTANTLY_MOCK_TRIPWIRE: on })
    t.same([code, out], [0, 'fetch undefined\nhttps undefined\n'])
    t.match(
      err,
      /^(instantly-mock: GET https:\/\/api\.instantly\.ai\/api\/v2\/campaigns tried the real host.*\n){2}$/
    )
    t.same(requests(), [])
  })
}

for (const off of ['', '0', 'false']) {
  t.test(`a tripwire of "${off}" is off`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, err } = await run('app.mjs', { ...env, INSTANTLY_MOCK_TRIPWIRE: off })
    t.equal(code, 0, err)
    t.equal(requests().length, 2)
  })
}

t.test('a tripwire that is neither on nor off ends the program before it starts', async (t) => {
  const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_TRIPWIRE: 'yes' })
  t.same([code, out], [1, ''])
  t.match(err, /INSTANTLY_MOCK_TRIPWIRE is yes, wanted true or false/)
})

for (const url of ['localhost', 'localhost:3000', 'ftp://127.0.0.1', 'https://api.instantly.ai']) {
  t.test(`the URL ${url}, at which no mock can be, ends the program before it starts`, async (t) => {
    const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: url })
    t.same([code, out], [1, ''])
    t.ok(err.includes(`INSTANTLY_MOCK_URL is ${url}, wanted a URL of http or https such as http://`), err)
  })
}

t.test('without an address it is that of a server with its own defaults', async (t) => {
  const { err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: '', INSTANTLY_MOCK_TRIPWIRE: '1' })
  t.match(err, /tried the real host/)
})
