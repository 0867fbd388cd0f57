import { imageOfDatabase, openFile, prepareFile, replaceFile, statements, transactions } from './database.ts'
import type { Storage } from './storage.ts'

/**
 * A world in a file that survives restarts.
 * @param begin the image to start from if there is no file yet
 */
export function inFile(path: string, begin: Buffer): Storage {
  let db = openFile(path, begin)
  let sql = statements(db)
  let transaction = transactions(db)
  return {
    sql: (text) => sql(text),
    transaction: (work) => transaction(work),
    image: () => imageOfDatabase(db),
    load(image) {
      // First, so that a full disk leaves the world unchanged.
      prepareFile(path, image)
      db.close()
      db = replaceFile(path)
      sql = statements(db)
      transaction = transactions(db)
    },
    close: () => {
      db.close()
    }
  }
}
