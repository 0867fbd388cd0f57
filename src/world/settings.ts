import type { Sql } from './database.ts'
import type { Remember } from './remember.ts'

/** Values that belong to a world and its snapshots: the plan's allowances, the simulator's settings. */
export type Settings = {
  read<T>(name: string, otherwise: T): T
  write(name: string, value: unknown): void
}

export const settingsTable = `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`

export const createSettings = (sql: Sql, remember: Remember): Settings => ({
  read<T>(name: string, otherwise: T): T {
    const text = remember(`setting ${name}`, () =>
      sql('SELECT value FROM settings WHERE name = ?').pluck().get(name)
    )
    return typeof text === 'string' ? JSON.parse(text) : otherwise
  },
  write(name, value) {
    sql('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)').run(name, JSON.stringify(value))
  }
})
