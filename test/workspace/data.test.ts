import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { log } from '../log.ts'
import { small, start } from '../start.ts'

const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url))

/** A process that serves the small fixture from the directory, and its address. */
async function serve(t: Test, data: string) {
  const child = spawn(process.execPath, [cli, '--port', '0', '--fixture', 'small', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'close')
  t.teardown(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    return ended
  })
  let printed = ''
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += text
    const [, url] = /"url":"(http[^"]+)".*\n/.exec(printed) ?? []
    if (url) return { child, ended, url, printed: child.stdout }
  }
  throw new Error(`ended before it served: ${printed}`)
}

/** The files of workspaces: those that begin with a dot are the lock. */
const kept = (data: string) =>
  readdirSync(data)
    .filter((name) => !name.startsWith('.'))
    .sort()

t.test('data from answered calls is there when the directory is opened again', async (t) => {
  const data = t.testdir()
  const first = await start(t, { data })
  const made = await first.post('/custom-tags', { label: 'Kept' })
  const changed = await first.patch(`/campaigns/${small.spring}`, { name: 'Renamed' })
  await first.remove(`/campaigns/${small.bounced}`)
  await first.post('/custom-tags/toggle-resource', {
    tag_ids: [made.body.id],
    resource_type: 2,
    resource_ids: [small.spring],
    assign: true
  })
  const lists = ['/campaigns?limit=100', '/custom-tags?limit=100', '/custom-tag-mappings?limit=100']
  const before = await Promise.all(lists.map(async (list) => (await first.get(list)).text))
  await first.app.close()

  const second = await start(t, { data })
  t.strictSame(await Promise.all(lists.map(async (list) => (await second.get(list)).text)), before)
  t.equal((await second.get(`/custom-tags/${made.body.id}`)).text, made.text)
  t.equal((await second.get(`/campaigns/${small.spring}`)).text, changed.text)
  t.equal((await second.get(`/campaigns/${small.bounced}`)).status, 404)
})

t.test(
  'what is written after a reset or a restored snapshot is there when the directory is opened again',
  async (t) => {
    const data = t.testdir()
    const first = await start(t, { data })
    const control = async (method: string, path: string) =>
      t.equal((await first.call(method, `/__admin${path}`)).status, 200, path)
    const add = (email: string) => first.post('/leads/add', { campaign_id: small.spring, leads: [{ email }] })
    await add('gone@example.com')
    await control('POST', '/reset')
    t.equal((await add('before@example.com')).status, 200)
    await control('PUT', '/snapshots/one')
    t.equal((await add('between@example.com')).status, 200)
    await control('POST', '/snapshots/one/restore')
    t.equal((await add('after@example.com')).status, 200)
    await first.app.close()

    const second = await start(t, { data })
    const { body } = await second.post('/leads/list', { campaign: small.spring })
    const emails = body.items.map(({ email }: { email: string }) => email)
    t.same(
      ['gone', 'before', 'between', 'after'].map((name) => emails.includes(`${name}@example.com`)),
      [false, true, false, true]
    )
  }
)

t.test('a stored world issues no id twice', async (t) => {
  const data = t.testdir()
  const ids = new Set<string>()
  for (const label of ['one', 'two', 'three']) {
    const { app, post } = await start(t, { data })
    const { status, body } = await post('/custom-tags', { label })
    t.equal(status, 200)
    ids.add(body.id)
    await app.close()
  }
  t.equal(ids.size, 3)
})

t.test('existing data takes precedence over the seed or fixture of a later start', async (t) => {
  const data = t.testdir()
  const first = await start(t, { data })
  const before = (await first.get('/campaigns')).text
  await first.app.close()
  const second = await start(t, { data, initialState: { seed: 5, size: 20 } })
  t.equal((await second.get('/campaigns')).text, before)
})

t.test('without a directory nothing is stored', async (t) => {
  const first = await start(t)
  const { body } = await first.post('/custom-tags', { label: 'Gone' })
  await first.app.close()
  const second = await start(t)
  t.equal((await second.get(`/custom-tags/${body.id}`)).status, 404)
})

t.test('a missing directory is created', async (t) => {
  const data = join(t.testdir(), 'deep', 'down')
  const { app, post } = await start(t, { data })
  t.equal((await post('/custom-tags', { label: 'Kept' })).status, 200)
  await app.close()
  t.strictSame(kept(data), ['default.sqlite'])
})

t.test('each workspace has its own file, created on first use', async (t) => {
  const data = t.testdir()
  const { app, post, get } = await start(t, { data })
  t.strictSame(kept(data), [])
  const { body } = await post('/custom-tags', { label: 'Ours' }, { key: 'mock_ours' })
  await get('/custom-tags', { key: 'mock_theirs' })
  await app.close()
  t.strictSame(kept(data), ['ours.sqlite', 'theirs.sqlite'])

  const again = await start(t, { data })
  t.equal((await again.get(`/custom-tags/${body.id}`, { key: 'mock_ours' })).status, 200)
  t.equal((await again.get(`/custom-tags/${body.id}`, { key: 'mock_theirs' })).status, 404)
})

t.test('a workspace is opened once, however many first requests come together', async (t) => {
  for (const options of [{}, { data: t.testdir() }]) {
    const { post, get } = await start(t, options)
    const labels = Array.from({ length: 20 }, (_, index) => `tag ${index}`)
    const made = await Promise.all(labels.map((label) => post('/custom-tags', { label })))
    t.ok(made.every(({ status }) => status === 200))
    const { body } = await get('/custom-tags?limit=100&search=tag%20')
    t.equal(body.items.length, 20)
  }
})

t.test("a file that is another program's, another version's or damaged is refused by its name", async (t) => {
  const data = t.testdir()
  const own = await start(t, { data })
  await own.get('/campaigns')
  await own.app.close()
  const image = readFileSync(join(data, 'default.sqlite'))
  const stamped = (offset: number, stamp: number) => {
    const bytes = Buffer.from(image)
    bytes.writeUInt32BE(stamp, offset)
    return bytes
  }
  const refused: [string, Buffer, RegExp][] = [
    ['notes', Buffer.from('my notes\n'.repeat(100)), /is not a workspace of instantly-mock/],
    ['foreign', stamped(68, 0), /is not a workspace of instantly-mock/],
    ['earlier', stamped(60, 1), /format 1, wanted 3/],
    ['later', stamped(60, 4), /format 4, wanted 3/],
    ['damaged', Buffer.from(image).fill(0xaa, 100, 8192), /damaged\.sqlite/]
  ]
  for (const [name, bytes] of refused) writeFileSync(join(data, `${name}.sqlite`), bytes)

  const { logger, text } = log()
  const { get, app } = await start(t, { data, logger })
  for (const [name, , reason] of refused) {
    const { status, text: answer } = await get('/campaigns', { key: `mock_${name}` })
    t.equal(status, 500)
    t.equal(answer, '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}')
    const line = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .findLast(({ err }) => err)
    t.match(line.err.message, join(data, `${name}.sqlite`), 'the log tells which file')
    t.match(line.err.message, reason)
  }
  t.equal((await get('/campaigns')).status, 200, 'the other workspaces are served')
  await app.close()
  for (const [name, bytes] of refused) {
    t.ok(readFileSync(join(data, `${name}.sqlite`)).equals(bytes), `${name} is as it was, byte for byte`)
    t.notOk(existsSync(join(data, `${name}.sqlite-wal`)))
  }
})

t.test('data from answered calls survives a kill -9', async (t) => {
  const data = t.testdir()
  const headers = { authorization: 'Bearer mock_team', 'content-type': 'application/json' }
  const texts: string[] = []
  for (const label of ['before the first kill', 'before the second kill']) {
    const { child, ended, url } = await serve(t, data)
    const body = JSON.stringify({ label })
    const answer = await fetch(`${url}/api/v2/custom-tags`, { method: 'POST', headers, body })
    t.equal(answer.status, 200)
    texts.push(await answer.text())
    child.kill('SIGKILL')
    t.strictSame(await ended, [null, 'SIGKILL'])
  }

  const { get } = await start(t, { data })
  for (const text of texts) {
    const { id } = JSON.parse(text)
    t.equal((await get(`/custom-tags/${id}`, { key: 'mock_team' })).text, text)
  }
  t.equal((await get('/custom-tags', { key: 'mock_team' })).body.items.length, 4, 'the fixture is there, too')
})

t.test('a process that was asked to end leaves one file for each workspace', async (t) => {
  const data = t.testdir()
  const { child, ended, url, printed } = await serve(t, data)
  printed.resume()
  const answer = await fetch(`${url}/api/v2/campaigns`, { headers: { authorization: 'Bearer mock_team' } })
  await answer.text()
  child.kill('SIGTERM')
  t.strictSame(await ended, [0, null])
  t.strictSame(kept(data), ['team.sqlite'])
})
