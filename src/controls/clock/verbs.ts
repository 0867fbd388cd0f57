import { badRequest } from '../../errors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { milliseconds } from './duration.ts'

/** What the workspace's clock shows. */
export type ClockFace = { now: string; frozen: boolean }

const face = ({ clock }: Workspace): ClockFace => ({ now: clock.timestamp(), frozen: clock.frozen })

/** The workspace's clock; instants are ISO 8601 texts. */
export const clockOf = (workspace: Workspace) => ({
  read: () => face(workspace),
  freeze(at?: string) {
    workspace.clock.freeze(at === undefined ? undefined : instant(at))
    return face(workspace)
  },
  set(to: string) {
    workspace.clock.set(instant(to))
    return face(workspace)
  },
  advance(by: string) {
    const span = milliseconds(by)
    if (workspace.clock.now() + span >= LATEST)
      throw badRequest(`by is ${by}, wanted a time before the year 9999`)
    workspace.clock.advance(span)
    return face(workspace)
  },
  run() {
    workspace.clock.run()
    return face(workspace)
  }
})

/** From here on, timestamps would no longer have the form that the service writes. */
const LATEST = Date.UTC(9999, 0)

/** A day, or a time with its zone: one without would depend on the machine's. */
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

function instant(text: string): number {
  const time = INSTANT.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  if (time >= 0 && time < LATEST) return time
  throw badRequest(`The time is ${text}, wanted an instant from 1970 to 9998 such as 2026-01-15T09:30:00Z`)
}

/** `Date.parse` takes 30 February for 2 March. */
const isDay = (day: string) => new Date(day).getUTCDate() === Number(day.slice(8))
