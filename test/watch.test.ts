import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import t from 'tap'
import { watchFixture } from '../src/watch.ts'
import { readFixture } from '../src/workspace/fixture.ts'
import { run } from './run.ts'
import { start } from './start.ts'

const world = (name: string) => JSON.stringify({ campaigns: [{ name }] })

t.test('a fixture that is watched is loaded again, however its file changes', async (t) => {
  const path = join(t.testdir({ 'world.json': world('First') }), 'world.json')
  let heard = (_line: string) => {}
  const stream = new Writable({
    write(chunk, _encoding, done) {
      heard(String(chunk))
      done()
    }
  })
  const initialState = { seed: 1, size: 0, fixture: readFixture(path) }
  const { app, get, post } = await start(t, { initialState, logger: { level: 'info', stream } })
  const hears = (part: string) =>
    new Promise<void>((resolve) => {
      heard = (line) => line.includes(part) && resolve()
    })
  t.teardown(watchFixture(app, path))
  // The watch alone keeps no process alive.
  await app.listen({ port: 0, host: '127.0.0.1' })
  const names = async (key: string) =>
    (await get('/campaigns', { key })).body.items.map(({ name }: { name: string }) => name)
  await post('/custom-tags', { label: 'Gone' })
  t.same(await names('mock_default'), ['First'])

  let loaded = hears('has changed: all workspaces were reset')
  writeFileSync(path, world('The second'))
  await loaded
  t.same(await names('mock_default'), ['The second'], 'one that was open begins anew')
  t.same((await get('/custom-tags')).body.items, [])
  t.same(await names('mock_new'), ['The second'])

  loaded = hears(`${path}:1: campaigns is 1, wanted a list`)
  writeFileSync(path, '{"campaigns": 1}')
  await loaded
  t.same(await names('mock_default'), ['The second'], 'with mistakes it changes nothing')

  loaded = hears('has changed: all workspaces were reset')
  // As editors save: another file takes its place.
  writeFileSync(`${path}~`, world('The third of them'))
  renameSync(`${path}~`, path)
  await loaded
  t.same(await names('mock_default'), ['The third of them'])
})

t.test('--watch does so for a process', async (t) => {
  const path = join(t.testdir({ 'world.json': world('First') }), 'world.json')
  const { listens } = run(t, ['--port', '0', '--fixture', path, '--watch'])
  const { url } = await listens()
  const name = async () => {
    const answer = await fetch(`${url}/api/v2/campaigns`, {
      headers: { authorization: 'Bearer mock_default' }
    })
    return Object(await answer.json()).items[0].name
  }
  t.equal(await name(), 'First')
  writeFileSync(path, world('The second'))
  while ((await name()) !== 'The second');
  t.pass('it has changed')
})
