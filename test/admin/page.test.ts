import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { pageFiles } from '../../src/admin/page.ts'
import { control } from './control.ts'

t.test('/__admin is a page that runs scripts of this server alone', async (t) => {
  const { call } = await control(t)
  for (const url of ['/__admin', '/__admin/']) {
    const { status, headers, text } = await call('GET', url, { key: '' })
    t.equal(status, 200)
    t.match(headers['content-type'], 'text/html')
    const policy = String(headers['content-security-policy'])
    t.match(policy, "default-src 'none'; script-src 'self';")
    t.notMatch(policy, /script-src[^;]*unsafe|https?:/)
    const scripts = [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)]
    t.strictSame(
      scripts.map(([, inline]) => inline),
      [''],
      'none is inline'
    )
  }
})

t.test('the page loads everything from this server', async (t) => {
  const { call } = await control(t)
  const { text } = await call('GET', '/__admin', { key: '' })
  const addresses = [...text.matchAll(/(?:src|href)="(.*?)"/g)].map(([, address]) => String(address))
  t.strictSame(
    addresses.filter((address) => !address.startsWith('data:')),
    ['/__admin/page.css', '/__admin/page.js']
  )
  const script = await call('GET', '/__admin/page.js', { key: '' })
  t.match(script.headers['content-type'], 'text/javascript')
  t.ok(script.text.length > 20_000)
  t.notMatch(script.text, /\bimport\s*["'{]/, 'it is one file')
  const style = await call('GET', '/__admin/page.css', { key: '' })
  t.match(style.headers['content-type'], 'text/css')
  t.match(style.text, 'color-scheme')
  t.notMatch(style.text, /@import|url\(/)
})

t.test('files built with the package are served unchanged', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  writeFileSync(join(folder, 'page.js'), 'script')
  writeFileSync(join(folder, 'page.css'), 'style')
  t.strictSame(await pageFiles(pathToFileURL(`${folder}/`)), { 'page.js': 'script', 'page.css': 'style' })
})

t.test('the page is served even if the control plane is locked; its data is not', async (t) => {
  const { call } = await control(t, { admin: { key: 'the-key' } })
  t.equal((await call('GET', '/__admin')).status, 200)
  t.equal((await call('GET', '/__admin/page.js')).status, 200)
  t.equal((await call('GET', '/__admin/stream')).status, 401)
  t.equal((await call('GET', '/__admin/entities')).status, 401)
})

t.test('without a control plane there is no page', async (t) => {
  const { call } = await control(t, { admin: false })
  t.equal((await call('GET', '/__admin')).status, 404)
})
