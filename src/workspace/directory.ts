import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'

/** Another server keeps its workspaces there. */
export class DirectoryInUseError extends Error {}

/** Held while a server runs. It ends with its process, however that ends: the system takes it back. */
const LOCK = '.lock'
/** Who holds it: the locked file itself cannot be read by others. */
const HOLDER = '.holder'

/**
 * Makes the directory where it is not there, and takes it: two servers would overwrite each other's workspaces.
 * @returns what gives it back
 * @throws Error that names the directory when no workspace can be kept in it
 */
export function takeDirectory(directory: string): () => void {
  try {
    makeDirectory(directory)
    // The dot refuses a file.
    accessSync(`${directory}/.`, constants.R_OK | constants.W_OK | constants.X_OK)
    return lock(directory)
  } catch (error) {
    if (error instanceof DirectoryInUseError) throw error
    const { message } = error as Error
    throw new Error(
      `no workspace can be kept in ${directory} (${message}), wanted a directory that can be written to`,
      { cause: error }
    )
  }
}

/** By SQLite's own lock on a file that stays empty, which also holds between two servers of one process. */
function lock(directory: string): () => void {
  // Resolved, as the library would trim it.
  const file = new Database(resolve(directory, LOCK), { timeout: 0 })
  try {
    file.pragma('journal_mode = MEMORY')
    file.exec('BEGIN EXCLUSIVE')
    writeFileSync(join(directory, HOLDER), `process ${process.pid} on ${hostname()}`)
  } catch (error) {
    file.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new DirectoryInUseError(
      `${directory} is in use by ${holderOf(directory)}, wanted a directory for each server`
    )
  }
  return () => {
    rmSync(join(directory, HOLDER), { force: true })
    file.close()
  }
}

/** The holder may not have come to write it. */
function holderOf(directory: string): string {
  const path = join(directory, HOLDER)
  return (existsSync(path) && readFileSync(path, 'utf8')) || 'another server'
}

/** Not by Node's own `recursive`, which never ends where the system lets nobody make a directory, as in /proc. */
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
