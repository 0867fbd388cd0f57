import { isNotAmong, where } from './conditions.ts'
import type { Sql } from './database.ts'
import type { Settings } from './settings.ts'

/** Work that is due at an instant: a task defined by a resource, with its argument. */
export type DueWork = {
  task: string
  argument: string
  /** Epoch milliseconds of the workspace's clock. */
  due: number
  /** The order at one instant: 0 planted events, 1 jobs, 2 looks at campaigns; 1 by default. */
  rank?: number
}

export type Schedule = {
  /** Replaces work with the same task and argument. */
  add(work: DueWork): void
  remove(task: string, argument: string): void
  /** When the work is due, if it is scheduled. */
  dueOf(task: string, argument: string): number | undefined
  /** When the next work not on hold is due; Infinity if there is none. */
  next(): number
  /** The next work due by then and not on hold. */
  first(until: number): DueWork | undefined
  all(): Required<DueWork>[]
  /** The tasks on hold; `*` means all of them. */
  held(): string[]
  hold(tasks: string[]): void
  /** Reads the database again after its state was replaced. */
  reread(): void
  /** Called whenever the next work may have changed. */
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

/** Scheduled work, stored in the world's own database, so that snapshots, forks, resets and files include it. */
export function createSchedule(sql: Sql, settings: Settings): Schedule {
  // Every request checks for due work, so the next instant is cached.
  let known: number | undefined
  let listener: (() => void) | undefined
  const change = () => {
    known = undefined
    listener?.()
  }
  const held = (): string[] => settings.read<string[]>(HELD, [])
  const first = (until: number): DueWork | undefined => {
    const tasks = held()
    if (tasks.includes('*')) return undefined
    const { where: clause, values } = where([
      ['due <= ?', until],
      tasks.length > 0 && isNotAmong('task', tasks)
    ])
    return sql(`SELECT * FROM schedule ${clause} ${IN_ORDER} LIMIT 1`).get(...values) as DueWork | undefined
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
