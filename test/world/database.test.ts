import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import t from 'tap'
import {
  createDatabase,
  openFile,
  openImage,
  prepareFile,
  replaceFile,
  statements
} from '../../src/world/database.ts'

const tables = [
  'CREATE TABLE parents (id TEXT PRIMARY KEY) STRICT',
  'CREATE TABLE children (parent TEXT NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT'
]

/** A database with one parent, as bytes. */
function image(): Buffer {
  const db = createDatabase(tables)
  db.exec("INSERT INTO parents VALUES ('first')")
  const bytes = db.serialize()
  db.close()
  return bytes
}

/** The stamps in SQLite's file format that identify the program and the version. */
const stamps = (bytes: Buffer) => ({
  application: bytes.toString('latin1', 68, 72),
  version: bytes.readUInt32BE(60)
})

t.test('a database has the given tables, and bears our stamp', async (t) => {
  const db = createDatabase(tables)
  t.teardown(() => db.close())
  t.strictSame(
    db.prepare('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').pluck().all(),
    ['children', 'parents']
  )
  t.strictSame(stamps(db.serialize()), { application: 'IMoc', version: 3 })
})

t.test('a reference to a missing row is refused, and rows are deleted with what they refer to', async (t) => {
  const directory = t.testdir()
  for (const db of [
    createDatabase(tables),
    openImage(image()),
    openFile(join(directory, 'a.sqlite'), image())
  ]) {
    t.throws(() => db.exec("INSERT INTO children VALUES ('nobody')"), { message: /FOREIGN KEY/ })
    db.exec("INSERT OR IGNORE INTO parents VALUES ('first'); INSERT INTO children VALUES ('first')")
    db.exec("DELETE FROM parents WHERE id = 'first'")
    t.equal(db.prepare('SELECT count(*) FROM children').pluck().get(), 0)
    db.close()
  }
})

t.test('contains() ignores case in all scripts and has no wildcards', async (t) => {
  const db = createDatabase([])
  t.teardown(() => db.close())
  const contains = db.prepare('SELECT contains(?, ?)').pluck()
  for (const [text, part, found] of [
    ['Spring outreach', 'OUT', 1],
    ['Spring outreach', 'out reach', 0],
    ['Été à Zürich', 'ÉTÉ', 1],
    ['Été à Zürich', 'ZÜRICH', 1],
    ['100% sure', '%', 1],
    ['all sure', '%', 0],
    ['under_score', '_', 1],
    ['underscore', '_', 0],
    ['anything', '', 1]
  ] as const) {
    t.equal(contains.get(text, part), found, `${text} / ${part}`)
  }
})

t.test('a statement is prepared once', async (t) => {
  const db = createDatabase(tables)
  t.teardown(() => db.close())
  const sql = statements(db)
  const count = sql('SELECT count(*) AS count FROM parents')
  t.equal(sql('SELECT count(*) AS count FROM parents'), count)
  t.not(sql('SELECT count(*) FROM parents'), count)
  sql('INSERT INTO parents VALUES (?)').run('x')
  t.strictSame(count.get(), { count: 1 })
})

t.test('databases opened from one image share nothing and leave it unchanged', async (t) => {
  const from = image()
  const before = Buffer.from(from)
  const [one, other] = [openImage(from), openImage(from)]
  one.exec("INSERT INTO parents VALUES ('second')")
  other.exec('DELETE FROM parents')
  t.strictSame(one.prepare('SELECT id FROM parents ORDER BY id').pluck().all(), ['first', 'second'])
  t.strictSame(other.prepare('SELECT id FROM parents').pluck().all(), [])
  one.close()
  other.close()
  t.ok(from.equals(before))
  const third = openImage(from)
  t.strictSame(third.prepare('SELECT id FROM parents').pluck().all(), ['first'])
  third.close()
})

t.test('a new file starts as the image, and no other file is left beside it', async (t) => {
  const directory = t.testdir()
  const path = join(directory, 'new.sqlite')
  const db = openFile(path, image())
  t.strictSame(db.prepare('SELECT id FROM parents').pluck().all(), ['first'])
  db.close()
  t.strictSame(readdirSync(directory), ['new.sqlite'])
  t.strictSame(stamps(readFileSync(path)), { application: 'IMoc', version: 3 })
})

t.test('an existing file is opened unchanged, whatever the image', async (t) => {
  const path = join(t.testdir(), 'kept.sqlite')
  const first = openFile(path, image())
  first.exec("INSERT INTO parents VALUES ('second')")
  first.close()
  const again = openFile(path, createDatabase([]).serialize())
  t.strictSame(again.prepare('SELECT id FROM parents ORDER BY id').pluck().all(), ['first', 'second'])
  again.close()
})

t.test('only the owner can read the files, from their creation and after a reset', async (t) => {
  const path = join(t.testdir({ 'new.sqlite.new': 'left by a crash' }), 'new.sqlite')
  const modes = () => ['', '-wal'].map((ending) => statSync(path + ending).mode & 0o777)
  let db = openFile(path, image())
  db.exec("INSERT INTO parents VALUES ('second')")
  t.strictSame(modes(), [0o600, 0o600])
  prepareFile(path, image())
  db.close()
  db = replaceFile(path)
  db.exec("INSERT INTO parents VALUES ('second')")
  t.strictSame(modes(), [0o600, 0o600])
  db.close()
})

t.test('a file that SQLite does not open is named, and why it may be', async (t) => {
  const root = t.testdir()
  const path = join(root, 'kept.sqlite')
  openFile(path, image()).close()
  // SQLite takes no path of more than 512 bytes.
  const directory = join(root, ...Array(6).fill('x'.repeat(100)))
  mkdirSync(directory, { recursive: true })
  const far = join(directory, 'kept.sqlite')
  renameSync(path, far)
  t.throws(() => openFile(far), {
    message: /kept\.sqlite cannot be opened, as the process has too many open files/
  })
  t.strictSame(readdirSync(directory), ['kept.sqlite'])
})

t.test('the remains of a crash during creation are no obstacle', async (t) => {
  const directory = t.testdir({ 'new.sqlite.new': 'half of an image' })
  const db = openFile(join(directory, 'new.sqlite'), image())
  t.strictSame(db.prepare('SELECT id FROM parents').pluck().all(), ['first'])
  db.close()
  t.strictSame(readdirSync(directory), ['new.sqlite'])
})

t.test('the remains of a crash beside a deleted file do not come back', async (t) => {
  const path = join(t.testdir(), 'kept.sqlite')
  const first = openFile(path, image())
  first.exec("INSERT INTO parents VALUES ('of the first')")
  const left = readFileSync(`${path}-wal`)
  first.close()
  rmSync(path)
  writeFileSync(`${path}-wal`, left)

  const second = openFile(path, image())
  t.strictSame(second.prepare('SELECT id FROM parents').pluck().all(), ['first'])
  second.close()
})

t.test('writes are in the file before it is closed', async (t) => {
  const path = join(t.testdir(), 'kept.sqlite')
  const db = openFile(path, image())
  db.exec("INSERT INTO parents VALUES ('second')")
  t.ok(existsSync(`${path}-wal`))
  t.match(readFileSync(`${path}-wal`, 'latin1'), 'second')
  db.close()
})

t.test('a file of another kind or version is refused by name and left unchanged', async (t) => {
  const directory = t.testdir()
  const foreign = image()
  foreign.writeUInt32BE(0, 68)
  const later = image()
  later.writeUInt32BE(7, 60)
  for (const [name, bytes, reason] of [
    ['text', Buffer.from('my notes'), 'is not a workspace of instantly-mock'],
    ['long-text', Buffer.from('my notes '.repeat(1000)), 'is not a workspace of instantly-mock'],
    ['empty', Buffer.alloc(0), 'is not a workspace of instantly-mock'],
    ['cut-header', image().subarray(0, 71), 'is not a workspace of instantly-mock'],
    ['foreign', foreign, 'is not a workspace of instantly-mock'],
    ['later', later, 'another version of instantly-mock (format 7, wanted 3)']
  ] as const) {
    const path = join(directory, `${name}.sqlite`)
    writeFileSync(path, bytes)
    let message = ''
    try {
      openFile(path, image()).close()
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    t.ok(message.startsWith(path), `${name}: ${message}`)
    t.match(message, reason)
    t.match(message, 'it was left as it is')
    t.ok(readFileSync(path).equals(bytes), 'every byte is as before')
  }
  t.equal(readdirSync(directory).length, 6, 'nothing came to lie beside them')
})

t.test('a damaged file is refused by name and left unchanged', async (t) => {
  const directory = t.testdir()
  // Where the header of SQLite's file format tells it.
  const page = image().readUInt16BE(16)
  const damaged = (from: number, to?: number) => image().fill(0xaa, from, to)
  for (const [name, bytes] of [
    ['cut', image().subarray(0, 100)],
    ['half', image().subarray(0, image().length / 2)],
    ['first-page', damaged(100, page)],
    ['other-pages', damaged(page)],
    ['second-page', damaged(page, page + 8)]
  ] as const) {
    const path = join(directory, `${name}.sqlite`)
    writeFileSync(path, bytes)
    let message = ''
    try {
      openFile(path, image()).close()
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    t.ok(message.startsWith(path), `${name}: ${message}`)
    t.ok(readFileSync(path).equals(bytes), `${name}: every byte is as before`)
  }
})

t.test(
  'a file that another program has locked, or that cannot be opened, is not reported as damaged',
  async (t) => {
    const directory = t.testdir()
    const locked = join(directory, 'locked.sqlite')
    openFile(locked, image()).close()
    const other = new Database(locked)
    t.teardown(() => other.close())
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    t.throws(() => openFile(locked), { message: /locked\.sqlite is locked by another program \(/ })

    const taken = join(directory, 'taken.sqlite')
    openFile(taken, image()).close()
    mkdirSync(`${taken}-wal`)
    t.throws(() => openFile(taken), { message: /taken\.sqlite cannot be opened, as .* \(/ })
  }
)

t.test('a file of more bytes than can be read at once is opened', async (t) => {
  const path = join(t.testdir(), 'large.sqlite')
  openFile(path, image()).close()
  // A hole takes no room on the disk.
  truncateSync(path, 3 * 1024 ** 3)
  const db = openFile(path)
  t.equal(db.prepare('SELECT id FROM parents').pluck().get(), 'first')
  db.close()
})

t.test('an image that is not a database of ours is refused and leaves no file behind', async (t) => {
  const directory = t.testdir()
  t.throws(() => openFile(join(directory, 'a.sqlite'), Buffer.from('not a database')), {
    message: /a\.sqlite is not a workspace of instantly-mock/
  })
  t.strictSame(readdirSync(directory), [])
})
