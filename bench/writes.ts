import Database from 'better-sqlite3'

/** A statement that changed the database, and its values. */
export type Write = { text: string; values: unknown[] }

type Statement = Database.Statement<unknown[], unknown>

/** Records all writes to any database of this process while the work runs, in order. */
export async function writesOf(work: () => unknown): Promise<Write[]> {
  const writes: Write[] = []
  const prototype: Statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1'))
  const { run, get } = prototype
  const note = (statement: Statement, values: unknown[]) => {
    if (!statement.readonly && !/SAVEPOINT|RELEASE|ROLLBACK/.test(statement.source))
      writes.push({ text: statement.source, values })
  }
  prototype.run = function (...values) {
    note(this, values)
    return run.apply(this, values)
  }
  prototype.get = function (...values) {
    note(this, values)
    return get.apply(this, values)
  }
  try {
    await work()
  } finally {
    Object.assign(prototype, { run, get })
  }
  return writes
}

/** Repeats the writes in a bare database that starts as the image, in one transaction. */
export function replay(image: Buffer, writes: Write[]): { work: () => void; end: () => void } {
  const db = new Database(image)
  const statements = new Map<string, Statement>()
  const prepared = (text: string) => {
    const statement = statements.get(text) ?? db.prepare(text)
    statements.set(text, statement)
    return statement
  }
  const work = db.transaction(() => {
    for (const { text, values } of writes) {
      const statement = prepared(text)
      if (statement.reader) statement.get(...values)
      else statement.run(...values)
    }
  })
  return { work, end: () => db.close() }
}
