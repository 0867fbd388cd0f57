import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Db = Database.Database
export type Sql = (text: string) => Database.Statement<unknown[], unknown>

/** Stamped into every database, so that files of other programs or versions are never touched. */
const APPLICATION_ID = 0x494d6f63
const VERSION = 3

/** In bytes. Small, because each empty table or index takes a page; pages of 8 KiB speed up only long scans. */
export const PAGE_SIZE = 2048

/** A database with the given tables, in memory. */
export function createDatabase(tables: string[]): Db {
  const db = new Database(':memory:')
  db.pragma(`page_size = ${PAGE_SIZE}`)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  db.pragma(`user_version = ${VERSION}`)
  db.exec(tables.join(';\n'))
  return prepare(db)
}

/** A database in memory that starts as a copy of the image. */
export const openImage = (image: Buffer): Db => prepare(new Database(image))

/**
 * The database in the file, created from the image if there is none yet. A write has reached the operating system when
 * its statement returns, so killing the process loses nothing.
 * @throws Error that names the file if it is not a database of this version of instantly-mock
 */
export function openFile(path: string, image?: Buffer): Db {
  if (image && !existsSync(path)) {
    prepareFile(path, image)
    try {
      return replaceFile(path)
    } catch (error) {
      removeFile(path)
      throw error
    }
  }
  requireOurs(path)
  // Do not wait for another holder of the file: all workspaces would wait.
  let db: Db | undefined
  try {
    db = new Database(path, { timeout: 0 })
    requireSound(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    // Opens the files beside it now, while the process still has handles.
    db.pragma('user_version')
    return prepare(db)
  } catch (error) {
    db?.close()
    throw new Error(`${path} ${whyNot(error)} (${error}); it was left as it is`, { cause: error })
  }
}

/** Deletes the files of a closed database. */
export function removeFile(path: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
}

function whyNot(error: unknown): string {
  const code = String((error as { code?: string }).code)
  if (code.startsWith('SQLITE_BUSY')) return 'is locked by another program'
  return code.startsWith('SQLITE_CANTOPEN')
    ? 'cannot be opened, as the process has too many open files or no right to it'
    : 'is damaged'
}

/**
 * Writes the image next to the file, which stays unchanged until `replaceFile`.
 * @throws Error that names the file if it cannot be written; then nothing is left behind
 */
export function prepareFile(path: string, image: Buffer): void {
  try {
    // A file left behind by a killed process would keep its mode.
    rmSync(`${path}.new`, { force: true })
    writeFileSync(`${path}.new`, image, { mode: 0o600 })
  } catch (error) {
    rmSync(`${path}.new`, { force: true })
    throw new Error(`${path} cannot be written (${error})`, { cause: error })
  }
}

/** Replaces the file atomically with the one written next to it and opens it; the old one must be closed. */
export function replaceFile(path: string): Db {
  for (const left of ['-wal', '-shm']) rmSync(`${path}${left}`, { force: true })
  renameSync(`${path}.new`, path)
  return openFile(path)
}

/** The whole database as bytes. The header must not ask for WAL mode, which memory cannot have. */
export function imageOfDatabase(db: Db): Buffer {
  const image = db.serialize()
  image.writeUInt16BE(0x0101, 18)
  return image
}

/** Reads the stamps from the file's header (offsets of SQLite's file format) before SQLite can change a byte. */
function requireOurs(path: string): void {
  const header = headerOf(path)
  const isDatabase = header.toString('latin1', 0, 15) === 'SQLite format 3'
  const found = isDatabase ? header.readUInt32BE(68) : undefined
  if (found !== APPLICATION_ID)
    throw new Error(`${path} is not a workspace of instantly-mock; it was left as it is`)
  const version = header.readUInt32BE(60)
  if (version === VERSION) return
  throw new Error(
    `${path} was written by another version of instantly-mock (format ${version}, wanted ${VERSION}); ` +
      'it was left as it is: move it away, or use the version that wrote it'
  )
}

/** Zeros if the file is shorter. A world may be larger than what can be read at once. */
function headerOf(path: string): Buffer {
  const header = Buffer.alloc(72)
  const file = openSync(path, 'r')
  try {
    readSync(file, header)
  } finally {
    closeSync(file)
  }
  return header
}

function requireSound(db: Db): void {
  const found = db.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new Error(String(found))
}

function prepare(db: Db): Db {
  db.pragma('foreign_keys = ON')
  db.function('contains', { deterministic: true }, (text: string, part: string) =>
    Number(text.toLowerCase().includes(part.toLowerCase()))
  )
  return db
}

/**
 * SQLite plans a sorted query again whenever a parameter is bound, as the value might allow a better plan: 5 to 30 µs,
 * while the query itself takes 1. It does not look into a subquery.
 */
const plannedOnce = (text: string): string =>
  /^\s*(SELECT|WITH)\b/.test(text) && /\bORDER BY\b|\b(min|max)\(/.test(text)
    ? text.replaceAll('?', '(SELECT ?)')
    : text

/** Runs work in a transaction, or in a savepoint of the open one. A wrapper per call costs more than a write. */
export function transactions(db: Db): <T>(work: () => T) => T {
  const run = db.transaction((work: () => unknown) => work())
  return <T>(work: () => T) => run(work) as T
}

/** Prepares each statement once, on first use. */
export function statements(db: Db): Sql {
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>()
  return (text) => {
    const known = prepared.get(text)
    if (known) return known
    const statement = db.prepare<unknown[], unknown>(plannedOnce(text))
    prepared.set(text, statement)
    return statement
  }
}
