import { imageOfDatabase, openImage, statements, transactions } from './database.ts'
import type { Storage } from './storage.ts'

/** A database with its prepared statements. */
type Connection = Pick<Storage, 'sql' | 'transaction' | 'image' | 'close'>

const connect = (image: Buffer): Connection => {
  const db = openImage(image)
  return {
    sql: statements(db),
    transaction: transactions(db),
    image: () => imageOfDatabase(db),
    close: () => db.close()
  }
}

const refuse = (): never => {
  throw new Error('The database connection is not open: the world was closed')
}

/** The connection of a closed world. */
const closed: Connection = { sql: refuse, transaction: refuse, image: refuse, close: refuse }

const readers = new WeakMap<Buffer, Connection>()

/** One database for all worlds that only read the image; collected together with the image. */
function readerOf(image: Buffer): Connection {
  const known = readers.get(image)
  if (known) return known
  const reader = connect(image)
  readers.set(image, reader)
  return reader
}

/** Copies of an image that worlds have returned, for reuse by the next writers. */
const spares = new WeakMap<Buffer, Connection[]>()
const MOST_SPARES = 4

function copyOf(image: Buffer): Connection {
  const spare = spares.get(image)?.pop()
  if (spare) return spare
  const copy = connect(image)
  copy.sql('SAVEPOINT base').run()
  return copy
}

function giveBack(image: Buffer, copy: Connection): void {
  const others = spares.get(image) ?? []
  spares.set(image, others)
  if (others.length >= MOST_SPARES) {
    copy.close()
    return
  }
  copy.sql('ROLLBACK TO base').run()
  others.push(copy)
}

/**
 * A world in memory. Worlds with the same image share one read-only database; each gets a copy on its first write. A
 * savepoint in the copy leads back to the image, so the cost of a reset depends on the changes, not on the size.
 */
export function inMemory(begin: Buffer): Storage {
  let base = begin
  let connection = readerOf(base)
  let isShared = true

  function own(): void {
    if (!isShared) return
    isShared = false
    connection = copyOf(base)
  }

  return {
    sql(text) {
      const statement = connection.sql(text)
      if (!isShared || statement.readonly) return statement
      own()
      return connection.sql(text)
    },
    transaction(work) {
      own()
      return connection.transaction(work)
    },
    image() {
      if (isShared) return base
      connection.sql('RELEASE base').run()
      try {
        base = connection.image()
      } finally {
        connection.sql('SAVEPOINT base').run()
      }
      return base
    },
    load(image) {
      if (!isShared) giveBack(base, connection)
      base = image
      isShared = true
      connection = readerOf(image)
    },
    close() {
      if (!isShared && connection !== closed) giveBack(base, connection)
      isShared = false
      connection = closed
    }
  }
}
