import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"label":"New"}' }

t.test('a file that another program has locked is refused by name without waiting', async (t) => {
  const data = t.testdir()
  const mock = await createInstantlyMock({ port: false, fixture: 'empty', data })
  t.teardown(() => mock.close())
  const [locked, other] = [await mock.workspace('locked'), await mock.workspace('other')]
  const program = new Database(join(data, 'locked.sqlite'))
  t.teardown(() => program.close())
  program.exec('BEGIN IMMEDIATE')

  const before = performance.now()
  const refused = await locked.fetch('/api/v2/custom-tags', post)
  t.equal(refused.status, 503)
  t.match(await refused.json(), {
    statusCode: 503,
    message: 'The file of the workspace locked is locked by another program'
  })
  t.equal((await other.fetch('/api/v2/custom-tags', post)).status, 200)
  // SQLite's own wait, with which everybody would wait, is five seconds.
  t.ok(performance.now() - before < 5000)
  program.exec('ROLLBACK')
  t.equal((await locked.fetch('/api/v2/custom-tags', post)).status, 200)
})
