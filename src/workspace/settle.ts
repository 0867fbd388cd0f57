import { clearTimeout, setTimeout } from 'node:timers'
import { elapsed } from '../world/clock.ts'
import type { DueWork } from '../world/schedule.ts'
import { nextTurn, SLICE } from '../world/slices.ts'
import type { World } from '../world/world.ts'
import { parts } from './parts.ts'

/** Node's longest timer. */
const LONGEST = 2 ** 31 - 1

const tasks = new Map(parts.flatMap(({ tasks = {} }) => Object.entries(tasks)))

export type Settle = {
  /** Whether any work is due by now, or running. */
  isDue(): boolean
  /**
   * Runs due work in order, with the clock at each due instant. It runs in slices of one transaction each, between which
   * other workspaces are served.
   * @param until epoch milliseconds; now by default
   * @throws a task's error, after the others have run; the task is rolled back and not retried
   */
  settle(until?: number): Promise<void>
  /** Runs this work now, whenever it is due. */
  runNow(work: DueWork): void
  /** Sets the one timer for the next due work, after the clock was moved, frozen or started. */
  arm(): void
  /** Cancels the timer for good. */
  end(): void
}

export function createSettle(world: World): Settle {
  const { clock, ids, schedule } = world
  let working: Promise<void> = Promise.resolve()
  let waiting = 0
  let timer: NodeJS.Timeout | undefined
  let isArming = false
  let hasEnded = false

  const perform = ({ task, argument, due }: DueWork) => {
    schedule.remove(task, argument)
    clock.during(due, () => tasks.get(task)?.(world as never, argument))
  }
  /** Performs due work until the end of the slice; false if more is left. */
  const inOrder = (until: number, perform: (work: DueWork) => void): boolean => {
    const began = elapsed()
    for (let work = schedule.first(until); work; work = schedule.first(until)) {
      perform(work)
      if (elapsed() - began > SLICE) return false
    }
    return true
  }
  /** Runs one slice of work; false if more is left. */
  const slice = (until: number, failures: unknown[]): boolean => {
    const { used } = ids
    try {
      return world.transaction(() => inOrder(until, perform))
    } catch {
      // Begins the slice again. A transaction for each task costs more, but only a failing one is rolled back.
      ids.rewind(used)
      schedule.reread()
    }
    const performAlone = (work: DueWork) => {
      try {
        world.transaction(() => perform(work))
      } catch (failure) {
        failures.push(failure)
        schedule.remove(work.task, work.argument)
      }
    }
    return world.transaction(() => inOrder(until, performAlone))
  }
  const work = async (until: number) => {
    const failures: unknown[] = []
    while (!slice(until, failures)) await nextTurn()
    if (failures.length) throw failures[0]
  }
  const settle = async (until = clock.now()) => {
    waiting += 1
    const done = working.then(() => (hasEnded ? undefined : work(until)))
    working = done.catch(() => {})
    try {
      await done
    } finally {
      waiting -= 1
    }
  }
  const arm = () => {
    isArming = false
    clearTimeout(timer)
    const next = hasEnded || clock.frozen ? Infinity : schedule.next()
    if (next === Infinity) return
    timer = setTimeout(
      () => {
        settle().then(arm, (failure) => console.error(failure))
      },
      Math.min(Math.max(next - clock.now(), 0), LONGEST)
    ).unref()
  }
  schedule.watch(() => {
    if (isArming) return
    isArming = true
    // Not `unref`: a loop that waits for nothing else would sleep before it.
    setImmediate(arm)
  })
  return {
    isDue: () => waiting > 0 || schedule.next() <= clock.now(),
    settle,
    runNow: (due) => world.transaction(() => perform({ ...due, due: clock.now() })),
    arm,
    end() {
      hasEnded = true
      clearTimeout(timer)
    }
  }
}
