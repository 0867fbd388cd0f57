import type { Sql } from './database.ts'
import type { Settings } from './settings.ts'

/** Work that is due at an instant: a task, which a resource defines, on what its argument names. */
export type DueWork = {
  task: string
  argument: string
  /** Milliseconds since 1970, by the workspace's clock. */
  due: number
  /** What comes first at one instant: 0 planted events, 1 jobs, 2 looks at campaigns; 1 unless given. */
  rank?: number
}

export type Schedule = {
  /** The same task and argument again takes the place of what was due before. */
  add(work: DueWork): void
  remove(task: string, argument: string): void
  /** When it is due, if it is. */
  dueOf(task: string, argument: string): number | undefined
  /** When the next work that is not held back is due; Infinity when there is none. */
  next(): number
  /** The next work that is due by then and is not held back. */
  first(until: number): DueWork | undefined
  all(): Required<DueWork>[]
  /** The tasks that are held back; `*` is all of them. */
  held(): string[]
  hold(tasks: string[]): void
  /** Looks into the database again: its state is another one. */
  reread(): void
  /** Is told whenever something else may be next. */
  watch(listener: () => void): void
}

export const scheduleTable = `
  CREATE TABLE schedule (
    task TEXT NOT NULL,
    argument TEXT NOT NULL,
    due INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (task, argument)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX schedule_by_due ON schedule (due, rank, argument)`

const HELD = 'held_tasks'
const IN_ORDER = 'ORDER BY due, rank, argument, task'
const FREE = 'task NOT IN (SELECT value FROM json_each(?))'

/** What comes later, kept in the world's own database, so that snapshots, forks, resets and files hold it. */
export function createSchedule(sql: Sql, settings: Settings): Schedule {
  // A look for due work comes with every request, so what is next is known without a query.
  let known: number | undefined
  let listener = () => {}
  const change = () => {
    known = undefined
    listener()
  }
  const held = (): string[] => settings.read<string[]>(HELD, [])
  const first = (until: number): DueWork | undefined => {
    const tasks = held()
    if (tasks.includes('*')) return undefined
    return sql(`SELECT * FROM schedule WHERE due <= ? AND ${FREE} ${IN_ORDER} LIMIT 1`).get(
      until,
      JSON.stringify(tasks)
    ) as DueWork | undefined
  }
  return {
    add({ task, argument, due, rank = 1 }) {
      sql('INSERT OR REPLACE INTO schedule (task, argument, due, rank) VALUES (?, ?, ?, ?)').run(
        task,
        argument,
        Math.ceil(due),
        rank
      )
      change()
    },
    remove(task, argument) {
      sql('DELETE FROM schedule WHERE task = ? AND argument = ?').run(task, argument)
      change()
    },
    dueOf: (task, argument) =>
      sql('SELECT due FROM schedule WHERE task = ? AND argument = ?').pluck().get(task, argument) as
        | number
        | undefined,
    next: () => (known ??= first(Number.MAX_SAFE_INTEGER)?.due ?? Infinity),
    first,
    all: () => sql(`SELECT * FROM schedule ${IN_ORDER}`).all() as Required<DueWork>[],
    held,
    hold(tasks) {
      settings.write(HELD, tasks)
      change()
    },
    reread: change,
    watch(next) {
      listener = next
    }
  }
}
