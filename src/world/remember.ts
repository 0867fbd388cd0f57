import type { Storage } from './storage.ts'

/**
 * The value that the key stands for, computed again only after something was written: for what every email asks, and hardly
 * anything changes. It may depend on no busy table, and nobody may change it. A writing statement forgets when it is asked for,
 * as it is run at once.
 * @example remember('active webhooks', () => sql(ACTIVE_ONES).all())
 */
export type Remember = <T>(key: string, compute: () => T) => T

/** The tables that sending itself writes: forgetting with each of these writes would be in vain. */
const busy = ['emails', 'events', 'leads', 'plan_counts', 'runs', 'schedule']

const isBusy = new RegExp(`^\\s*(INSERT (OR \\w+ )?INTO|UPDATE|DELETE FROM) (${busy.join('|')})\\b`)

/** Enough for thousands of campaigns. */
const MOST = 10_000

/** The value, of which nobody can change a part by mistake. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

/** The same storage, which notes when what was remembered may no longer hold. */
export function remembering(storage: Storage): Storage & { remember: Remember } {
  const values = new Map<string, unknown>()
  return {
    ...storage,
    remember<T>(key: string, compute: () => T): T {
      if (values.has(key)) return values.get(key) as T
      if (values.size === MOST) values.clear()
      const value = frozen(compute())
      values.set(key, value)
      return value
    },
    sql(text) {
      const statement = storage.sql(text)
      if (!statement.readonly && !isBusy.test(text)) values.clear()
      return statement
    },
    transaction(work) {
      try {
        return storage.transaction(work)
      } catch (error) {
        // What was computed meanwhile may have been rolled back.
        values.clear()
        throw error
      }
    },
    load(image) {
      storage.load(image)
      values.clear()
    }
  }
}
