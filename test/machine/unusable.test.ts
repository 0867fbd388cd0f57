import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { lock, ownFileSystem, skipWithoutMount } from './mount.ts'
import { run } from './process.ts'

/** Starts with the directory, and expects one line that names it, and exit code 1. */
async function refused(t: Test, data: string, reason: RegExp): Promise<void> {
  const { code, signal, out, err } = await run(t, ['--data', data]).ended
  t.strictSame({ code, signal, out }, { code: 1, signal: null, out: '' })
  t.match(err, /^instantly-mock: [^\n]+\n$/, 'one line')
  t.ok(err.includes(`workspaces cannot be kept in ${data} `), 'the line names the directory')
  t.match(err, reason)
}

t.test('a directory that is a file is refused at the start and left unchanged', async (t) => {
  const directory = t.testdir({ notes: 'my notes' })
  await refused(t, join(directory, 'notes'), /ENOTDIR/)
  t.strictSame(readdirSync(directory), ['notes'])
})

t.test('a directory below a file is refused at the start', async (t) => {
  await refused(t, join(t.testdir({ notes: 'my notes' }), 'notes', 'data'), /ENOTDIR/)
})

t.test(
  'a directory where none can be created is refused at the start',
  {
    skip: process.platform !== 'linux' && 'only Linux has /proc'
  },
  async (t) => {
    await refused(t, '/proc/nowhere/data', /ENOENT/)
  }
)

t.test('a directory that can only be read is refused at the start', async (t) => {
  const directory = ownFileSystem(t)
  if (!directory) return skipWithoutMount(t)
  lock(directory)
  await refused(t, directory, /EROFS: read-only file system/)
})

t.test('a directory that cannot be created on a read-only file system is refused at the start', async (t) => {
  const directory = ownFileSystem(t)
  if (!directory) return skipWithoutMount(t)
  lock(directory)
  await refused(t, join(directory, 'data'), /mkdir/)
})

t.test('a directory with a longer path than SQLite accepts is refused at the start', async (t) => {
  await refused(t, join(t.testdir(), ...Array.from({ length: 12 }, () => 'x'.repeat(50))), /unable to open/)
})
