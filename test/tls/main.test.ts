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
/** The URL, and the file with the certificate to trust. */
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

t.test('a certificate that cannot be used ends it with 1 and one line', async (t) => {
  const folder = t.testdir({ 'ca.pem': 'damaged', 'ca-key.pem': 'damaged' })
  t.match(await run(t, [...secure, '--data', folder]).closed, {
    code: 1,
    out: '',
    err: /^instantly-mock: [^\n]*ca-key\.pem is not a private key [^\n]*\n$/
  })
})

t.test('a port in use is reported, with what to do', async (t) => {
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
