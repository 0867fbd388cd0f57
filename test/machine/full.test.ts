import { appendFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { ownFileSystem, skipWithoutMount } from './mount.ts'
import { call, serve } from './process.ts'

t.setTimeout(120_000)

const failure = '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}'
const flags = (data: string) => ['--fixture', 'small', '--data', data, '--log-level', 'error']
const description = 'x'.repeat(2000)

/** A server, and its answers to writes until the first failure. */
async function fill(t: Test, data: string, wrapper?: string[]) {
  const server = await serve(t, flags(data), wrapper)
  const tags = `${server.url}/api/v2/custom-tags`
  const answered = new Map<string, string>()
  for (let number = 1; number < 5000; number += 1) {
    const { status, text } = await call(tags, 'mock_team', 'POST', { label: `Tag ${number}`, description })
    if (status !== 200) return { ...server, tags, answered, failed: { status, text } }
    answered.set(JSON.parse(text).id, text)
  }
  throw new Error('the disk is never full')
}

/** Each of the tags reads as it was answered. */
async function allThere(t: Test, tags: string, answered: Map<string, string>): Promise<void> {
  const found = new Map<string, string>()
  for (const id of answered.keys()) found.set(id, (await call(`${tags}/${id}`, 'mock_team')).text)
  t.ok(answered.size > 0)
  t.strictSame(found, answered, 'all that was answered is there')
}

/** Fails a write, checks that everything else is intact, ends the process and checks again. */
async function checkFailure(t: Test, data: string, wrapper?: string[]): Promise<void> {
  const { child, ended, url, tags, answered, failed, printed } = await fill(t, data, wrapper)
  t.strictSame(failed, { status: 500, text: failure })
  await allThere(t, tags, answered)
  t.equal((await call(`${url}/api/v2/campaigns`, 'mock_team')).status, 200, 'lists are served')

  const [line = ''] = printed.out.split('\n').filter((line) => line.includes('"err"'))
  const logged = JSON.parse(line)
  t.equal(logged.file, join(data, 'team.sqlite'), 'the log tells which file')
  t.match(logged.err.message, /full|disk I\/O error/)

  child.kill('SIGTERM')
  t.match(await ended, { code: 0, signal: null }, 'it ends cleanly')
  const again = await serve(t, flags(data), wrapper)
  await allThere(t, `${again.url}/api/v2/custom-tags`, answered)
}

t.test('on a full disk a write fails with a clear 5xx, and nothing that was answered is lost', async (t) => {
  const data = ownFileSystem(t)
  if (!data) return skipWithoutMount(t)
  await checkFailure(t, data)
})

t.test('so it is where files may grow no larger', async (t) => {
  await checkFailure(t, t.testdir({}), ['bash', '-c', 'ulimit -f 600; exec "$@"', 'bash'])
})

t.test('on a full disk a reset fails completely: the workspace is unchanged', async (t) => {
  const data = ownFileSystem(t)
  if (!data) return skipWithoutMount(t)
  const { url, tags, answered } = await fill(t, data)
  t.strictSame(await call(`${url}/__admin/reset`, 'mock_team', 'POST'), { status: 500, text: failure })
  await allThere(t, tags, answered)
  const other = await call(`${url}/api/v2/campaigns`, 'mock_other')
  t.strictSame(other, { status: 500, text: failure }, 'a new workspace finds no resource')
  t.strictSame(
    readdirSync(data).filter((name) => !/^(team\.sqlite|\.)/.test(name)),
    [],
    'nothing half written is left'
  )
})

t.test('once there is space again, writes continue, also in a workspace that had failed', async (t) => {
  const data = ownFileSystem(t)
  if (!data) return skipWithoutMount(t)
  const { url } = await serve(t, flags(data))
  const tags = `${url}/api/v2/custom-tags`
  t.equal((await call(tags, 'mock_team', 'POST', { label: 'Before' })).status, 200)
  const filler = join(data, 'filler')
  t.throws(() => {
    for (;;) appendFileSync(filler, Buffer.alloc(4096))
  }, /ENOSPC/)
  t.equal((await call(tags, 'mock_team', 'POST', { label: 'Meanwhile', description })).status, 500)
  t.equal((await call(tags, 'mock_other', 'POST', { label: 'Meanwhile' })).status, 500)
  rmSync(filler)
  t.equal((await call(tags, 'mock_team', 'POST', { label: 'Meanwhile', description })).status, 200)
  t.equal((await call(tags, 'mock_other', 'POST', { label: 'Meanwhile' })).status, 200)
})
