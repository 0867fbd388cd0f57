import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { ApiError } from '../errors.ts'

/** Another server uses the directory. */
export class DirectoryInUseError extends ApiError {}

/** The lock of a running server. The system releases it with the process, however that ends. */
const LOCK = '.lock'
/** Names the holder, because others cannot read the locked file itself. */
const HOLDER = '.holder'

/**
 * Creates the directory if necessary and locks it: two servers would overwrite each other's workspaces.
 * @returns a function that releases it
 * @throws Error that names the directory if it cannot hold workspaces
 */
export function takeDirectory(directory: string): () => void {
  try {
    makeDirectory(directory)
    // The dot makes this fail for a file.
    accessSync(`${directory}/.`, constants.R_OK | constants.W_OK | constants.X_OK)
    return lock(directory)
  } catch (error) {
    if (error instanceof DirectoryInUseError) throw error
    const { message } = error as Error
    throw new Error(`workspaces cannot be kept in ${directory} (${message}), wanted a writable directory`, {
      cause: error
    })
  }
}

/** Uses SQLite's own lock on an empty file, which also works between two servers in one process. */
function lock(directory: string): () => void {
  // Resolved, because the library would trim spaces from it.
  const file = new Database(resolve(directory, LOCK), { timeout: 0 })
  try {
    file.pragma('journal_mode = MEMORY')
    file.exec('BEGIN EXCLUSIVE')
    writeFileSync(join(directory, HOLDER), `process ${process.pid} on ${hostname()}`)
  } catch (error) {
    file.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new DirectoryInUseError(
      409,
      `${directory} is in use by ${holderOf(directory)}, wanted a directory for each server`
    )
  }
  return () => {
    rmSync(join(directory, HOLDER), { force: true })
    file.close()
  }
}

/** The holder may not have written its name yet. */
function holderOf(directory: string): string {
  const path = join(directory, HOLDER)
  return (existsSync(path) && readFileSync(path, 'utf8')) || 'another server'
}

/** Not Node's `recursive`, which never returns where directories cannot be created, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return
  makeDirectory(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another server may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
