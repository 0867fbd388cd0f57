import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { start } from '../start.ts'

const browser = {
  key: '',
  headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', host: 'mock.test:4010' }
}

t.test('/health answers without a key', async (t) => {
  const { call } = await start(t)
  const { status, body } = await call('GET', '/health', { key: '' })
  t.equal(status, 200)
  t.same(body, { status: 'ok' })
})

t.test('/ tells programs where everything is', async (t) => {
  const { call } = await start(t)
  const { status, body } = await call('GET', '/', { key: '', headers: { host: 'mock.test:4010' } })
  t.equal(status, 200)
  t.match(body, {
    name: 'instantly-mock',
    version: /^\d+\.\d+\.\d+$/,
    base_urls: ['http://mock.test:4010', 'http://mock.test:4010/api', 'http://mock.test:4010/api/v2'],
    key: 'mock_default',
    operations: { built: Number, documented: 240 },
    docs: 'http://mock.test:4010/docs',
    openapi: 'http://mock.test:4010/openapi.json',
    control_plane: 'http://mock.test:4010/__admin/docs'
  })
})

t.test('/ shows a browser the addresses, the key and where to read on', async (t) => {
  const { call } = await start(t)
  const { status, headers, text } = await call('GET', '/', browser)
  t.equal(status, 200)
  t.equal(headers['content-type'], 'text/html; charset=utf-8')
  for (const url of ['http://mock.test:4010', 'http://mock.test:4010/api', 'http://mock.test:4010/api/v2']) {
    t.match(text, `<code>${url}</code>`)
  }
  t.match(text, '<code>mock_default</code>')
})

t.test('/ shows how much of the API is implemented: every operation in the document', async (t) => {
  const { call } = await start(t)
  const documented = Object.values<object>((await call('GET', '/openapi.json')).body.paths)
  const count = documented.flatMap((path) => Object.keys(path)).length
  t.equal((await call('GET', '/', { key: '' })).body.operations.built, count)
  t.match((await call('GET', '/', browser)).text, `${count} of its 240 operations are implemented`)
})

t.test('each link of the page leads somewhere, without a key', async (t) => {
  const { call } = await start(t)
  const { text } = await call('GET', '/', browser)
  const links = [...text.matchAll(/href="(.*?)"/g)].map(([, url]) => String(url))
  t.ok(links.includes('/docs/'))
  for (const url of links) t.equal((await call('GET', url, { key: '' })).status, 200, url)
})

t.test('without a control plane / does not mention it', async (t) => {
  const { call } = await start(t, { admin: false })
  t.notMatch((await call('GET', '/', { key: '' })).text, 'control_plane')
  t.notMatch((await call('GET', '/', browser)).text, '__admin')
})

t.test('the line to paste into a shell works', async (t) => {
  const { app, call } = await start(t)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const headers = { ...browser.headers, host: new URL(address).host }
  const { text } = await call('GET', '/', { ...browser, headers })
  const line = /<pre>(.*?)<\/pre>/s.exec(text)?.[1] ?? ''
  // Replaces curl, which is not installed everywhere: prints its arguments.
  const curl = `curl() { printf '%s\\n' "$@"; }\n${line}`
  const { stdout } = await promisify(execFile)('sh', ['-c', curl])
  const [flag, header = '', url = ''] = stdout.split('\n')
  t.equal(flag, '-H')
  const answer = await fetch(url, { headers: [header.split(': ') as [string, string]] })
  t.equal(answer.status, 200)
  t.match(await answer.json(), { items: { length: 1 } })
})

t.test('a host that is not one breaks nothing out of the page', async (t) => {
  const { call } = await start(t)
  const headers = { ...browser.headers, host: `x"><script>alert('1')</script>&` }
  const { text } = await call('GET', '/', { ...browser, headers })
  t.notMatch(text, '<script>')
  t.match(text, 'http://x&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;/api/v2')
})
