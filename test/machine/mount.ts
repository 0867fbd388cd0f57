import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

const run = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' })

/**
 * The directory of a file system of one MiB, to fill and to lock; gone after the test.
 * @returns undefined where this process may not mount one
 */
export function ownFileSystem(t: Test): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'instantly-mock-'))
  const { status } = run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory)
  if (status !== 0) {
    rmdirSync(directory)
    return undefined
  }
  t.teardown(() => {
    run('umount', directory)
    rmdirSync(directory)
  })
  return directory
}

/** From now on the file system can only be read. */
export function lock(directory: string): void {
  const { status, stderr } = run('mount', '-o', 'remount,ro', directory)
  if (status !== 0) throw new Error(stderr)
}

export function skipWithoutMount(t: Test): void {
  t.pass('skipped: this process may not mount a file system', { skip: true })
}
