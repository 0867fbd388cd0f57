import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { start } from '../start.ts'

const names = [
  '../outside',
  '..',
  '.',
  '/etc/passwd',
  '..\\outside',
  'a/b',
  'a%2fb',
  '%2e%2e%2foutside',
  'a\0b',
  'A',
  ''
]

t.test(
  'no name of a workspace leads out of the directory, or to a file that is not a workspace',
  async (t) => {
    const directory = t.testdir({ 'outside.sqlite': 'my notes', data: { 'notes.txt': 'my notes' } })
    const data = join(directory, 'data')
    const { call } = await start(t, { data })
    for (const name of names) {
      const key = `mock_${name}`
      const known = await call('GET', '/api/v2/campaigns', {
        key: '',
        headers: { authorization: `Bearer ${key}` }
      })
      t.equal(known.status, 401, `as a key: ${JSON.stringify(name)}`)
      // Clients take dots out of a path themselves; test/fuzz sends them as they are.
      const part = /^\.+$/.test(name) ? `x${name}` : encodeURIComponent(name)
      for (const url of [`/__admin/workspaces/${part}/reset`, `/__admin/workspaces/good/snapshots/${part}`]) {
        const { status } = await call(url.endsWith('/reset') ? 'POST' : 'PUT', url)
        t.ok([400, 404].includes(status), `${url}: ${status}`)
      }
      const forked = await call('POST', '/__admin/fork', { key: 'mock_good', body: { names: [name] } })
      t.equal(forked.status, 400, `as a fork: ${JSON.stringify(name)}`)
      const to = await call('POST', '/__admin/reset', { key: 'mock_good', body: { to: name } })
      t.equal(to.status, 400, `as a fixture: ${JSON.stringify(name)}`)
    }
    t.strictSame(readdirSync(directory).sort(), ['data', 'outside.sqlite'])
    t.equal(readFileSync(join(directory, 'outside.sqlite'), 'utf8'), 'my notes')
    t.strictSame(
      readdirSync(data).filter((name) => !/^((default|good)\.sqlite(-wal|-shm)?|\..*)$/.test(name)),
      ['notes.txt']
    )
  }
)
