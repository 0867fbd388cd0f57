import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { run } from '../run.ts'

// Each test starts processes: on a busy machine all of them take longer than the 30 seconds that tap gives a file.
t.setTimeout(300_000)

const secure = ['--port', '0', '--tls', '--tls-port', '0', '--fixture', 'small']
/** The address, and the file in which the certificate to trust is kept. */
const httpsLines = /"https":"([^"]+)","ca":\["([^"]+)"/

t.test('--tls serves HTTPS too, with a certificate to download', async (t) => {
  const { child, closed, prints, listens } = run(t, [...secure, '--tls-names', 'mock.test'])
  const { url } = await listens()
  const [greeting, httpsUrl = '', download = ''] = await prints(httpsLines)
  t.equal(download, `${url}/__admin/ca.pem`)
  t.match(greeting, /"https:\/\/127\.0\.0\.1:\d+"/)
  await prints(/"ca_file":"ca\.pem"/)
  const ca = await (await fetch(download)).text()
  for (const servername of ['api.instantly.ai', 'localhost', 'mock.test', '']) {
    const asked = request(`${httpsUrl}/`, { ca, ...(servername && { servername }) }).end()
    const [answer] = await once(asked, 'response')
    t.match(JSON.parse(await text(answer)), { name: 'instantly-mock' }, servername)
  }
  child.kill('SIGTERM')
  const { code, out } = await closed
  t.equal(code, 0)
  t.equal(out.match(/"msg":"GET \/ 200"/g)?.length, 4, 'logged as over HTTP')
})

const onlyOne = process.platform !== 'linux' && 'only Linux listens on every address of 127.0.0.0/8'
t.test('the certificate is for the address of --host, too', { skip: onlyOne }, async (t) => {
  const { listens, prints } = run(t, [...secure, '--host', '127.0.0.2'])
  const { url } = await listens()
  const [, httpsUrl = ''] = await prints(httpsLines)
  t.match(httpsUrl, /^https:\/\/127\.0\.0\.2:/)
  const ca = await (await fetch(`${url}/__admin/ca.pem`)).text()
  const [answer] = await once(request(`${httpsUrl}/health`, { ca }).end(), 'response')
  t.equal(await text(answer), '{"status":"ok"}')
})

t.test('--tls with --data keeps the certificate to trust, and prints where', async (t) => {
  const folder = t.testdir()
  const first = run(t, [...secure, '--data', folder])
  await first.listens()
  const [, , path = ''] = await first.prints(httpsLines)
  t.equal(path, join(folder, 'ca.pem'))
  await first.prints(/,"http:[^"]+\/__admin\/ca\.pem"\],"ca_file":"[^"]+\/ca\.pem"/)
  const made = readFileSync(path, 'utf8')
  first.child.kill('SIGTERM')
  await first.closed

  const second = run(t, [...secure, '--data', folder, '--no-admin', '--host', '0.0.0.0'])
  const { url } = await second.listens()
  const [, httpsUrl] = await second.prints(httpsLines)
  t.match(httpsUrl, /^https:\/\/127\.0\.0\.1:\d+$/)
  t.equal(readFileSync(path, 'utf8'), made)
  t.equal((await fetch(`${url}/__admin/ca.pem`)).status, 404)
  t.notMatch(second.printed.out, '__admin')
})

const skipWithout = (program: string) =>
  spawnSync(program, ['--version']).status === 0 ? false : `no ${program} here`

t.test('programs trust it by the usual settings alone', async (t) => {
  const { prints, listens } = run(t, [...secure, '--data', t.testdir()])
  await listens()
  const [, url = '', path = ''] = await prints(httpsLines)
  const answer = { code: 0, out: '{"status":"ok"}\n', err: '' }

  await t.test('Node.js', async (t) => {
    const ask = `console.log(await (await fetch('${url}/health')).text())`
    const node = [process.execPath, '--input-type=module', '--eval', ask]
    t.match(await run(t, [], { NODE_EXTRA_CA_CERTS: path }, node).closed, answer)
    t.match(await run(t, [], {}, node).closed, { code: 1, err: /certificate/ }, 'not without')
  })

  await t.test('curl', { skip: skipWithout('curl') }, async (t) => {
    const { port } = new URL(url)
    const curl = ['curl', '--silent', '--write-out', '\\n', '--resolve', `api.instantly.ai:${port}:127.0.0.1`]
    const asked = run(t, ['--cacert', path, `https://api.instantly.ai:${port}/health`], {}, curl)
    t.match(await asked.closed, answer)
  })

  await t.test('Python, as strict as it is from 3.13 on', { skip: skipWithout('python3') }, async (t) => {
    const ask = `
import ssl, urllib.request
context = ssl.create_default_context()
context.verify_flags |= ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen('${url}/health', context=context).read().decode())`
    t.match(await run(t, ['-c', ask], { SSL_CERT_FILE: path }, ['python3']).closed, answer)
  })
})

t.test('a certificate that cannot be used ends it with 1 and one line', async (t) => {
  const folder = t.testdir({ 'ca.pem': 'damaged', 'ca-key.pem': 'damaged' })
  t.match(await run(t, [...secure, '--data', folder]).closed, {
    code: 1,
    out: '',
    err: /^instantly-mock: [^\n]*ca-key\.pem is no private key [^\n]*\n$/
  })
})

t.test('a port that is in use is told, with what to do', async (t) => {
  const occupier = createServer().listen(0, '127.0.0.1')
  t.teardown(() => occupier.close())
  await once(occupier, 'listening')
  const { port } = occupier.address() as AddressInfo
  t.match(await run(t, [...secure, '--tls-port', String(port)]).closed, {
    code: 1,
    out: '',
    err: `instantly-mock: port ${port} of 127.0.0.1 is in use, try --tls-port 0 for a free one\n`
  })
})
