import { callMatches } from '../../paths.ts'
import type { Fault, NewFault } from './schema.ts'

/** A rule for which calls fail, and how. */
export type FaultRule = Omit<NewFault, 'force'>

export type Faults = {
  add(rule: FaultRule): Fault
  list(): Fault[]
  find(id: string): Fault | undefined
  /** Counts a call and returns the first fault that applies to it. */
  next(call: { operationId: string | undefined; method: string; path: string }): Fault | undefined
  /** Waits for the milliseconds or until the fault is released or removed; false if the call must not continue. */
  released(id: string, after?: number): Promise<boolean>
  /** Releases the calls that this fault stalls. */
  release(id: string): void
  remove(id: string): void
  clear(): void
  /** Removes all faults and ends the calls that they stall. */
  abandon(): void
}

export function createFaults(): Faults {
  const faults = new Map<string, Fault>()
  const waiting = new Map<string, Set<(mayGoOn: boolean) => void>>()
  let made = 0

  const release = (id: string, mayGoOn = true) => {
    for (const settle of waiting.get(id) ?? []) settle(mayGoOn)
    waiting.delete(id)
  }
  const remove = (id: string, mayGoOn = true) => {
    faults.delete(id)
    release(id, mayGoOn)
  }
  const removeAll = (mayGoOn: boolean) => {
    for (const id of [...faults.keys()]) remove(id, mayGoOn)
  }
  return {
    add(rule) {
      made += 1
      const fault = { id: `fault-${made}`, matched: 0, fired: 0, ...rule }
      faults.set(fault.id, fault)
      return fault
    },
    list: () => [...faults.values()],
    find: (id) => faults.get(id),
    next(call) {
      if (faults.size === 0) return undefined
      const matching = [...faults.values()].filter((fault) => matches(fault, call))
      for (const fault of matching) fault.matched += 1
      const due = matching.find(isDue)
      if (due) due.fired += 1
      return due
    },
    async released(id, after) {
      if (!faults.has(id)) return true
      const others = waiting.get(id) ?? new Set()
      waiting.set(id, others)
      return new Promise<boolean>((settle) => {
        const timer = after === undefined ? undefined : setTimeout(() => end(true), after)
        const end = (mayGoOn: boolean) => {
          clearTimeout(timer)
          others.delete(end)
          settle(mayGoOn)
        }
        others.add(end)
      })
    },
    release: (id) => release(id),
    remove: (id) => remove(id),
    clear: () => removeAll(true),
    abandon: () => removeAll(false)
  }
}

function matches(fault: Fault, { operationId, method, path }: Parameters<Faults['next']>[0]): boolean {
  if (fault.operation_id !== undefined && fault.operation_id !== operationId) return false
  if (fault.method !== undefined && fault.method !== method) return false
  return fault.path === undefined || callMatches(fault.path, path)
}

function isDue({ matched, calls, every }: Fault): boolean {
  if (calls && (matched < (calls.from ?? 1) || matched > (calls.to ?? Number.POSITIVE_INFINITY))) return false
  return every === undefined || matched % every === 0
}
