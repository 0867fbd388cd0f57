import { badRequest } from '../../errors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { milliseconds } from './duration.ts'
import { instantOf, LATEST } from './instant.ts'
import { madeSince } from './made-since.ts'
import type { ClockFace, ClockMoved } from './schema.ts'

/** Whether to wait for deliveries. */
export type Moving = { settle?: boolean }

/** The workspace's clock. Instants are ISO 8601 strings, checked by `schema.ts`. */
export const clockOf = ({ clock, events, settle, arm, deliveries }: Workspace) => {
  /** Moving forward runs due work first, each item at its own instant; moving back only sets the time. */
  const moveTo = async (
    at: number,
    show: () => void,
    { settle: waits = true }: Moving = {}
  ): Promise<ClockMoved> => {
    const before = { event: events.last(), ...deliveries.counts() }
    await settle(at)
    show()
    arm()
    if (waits) await deliveries.idle()
    const happened = events.countsSince(before.event)
    const made = madeSince(before, deliveries.counts())
    return { ...read(), happened, ...(made && { deliveries: made }) }
  }
  const read = (): ClockFace => ({ now: clock.timestamp(), frozen: clock.frozen })
  return {
    read,
    async freeze(at?: string, moving?: Moving): Promise<ClockFace> {
      const to = (at === undefined ? undefined : instantOf(at)) ?? clock.now()
      return briefly(await moveTo(to, () => clock.freeze(to), moving))
    },
    async set(at: string, moving?: Moving): Promise<ClockMoved> {
      const to = Number(instantOf(at))
      return moveTo(to, () => clock.set(to), moving)
    },
    async advance(by: string, moving?: Moving): Promise<ClockMoved> {
      const span = milliseconds(by)
      if (clock.now() + span >= LATEST) throw badRequest(`by is ${by}, wanted a time before the year 9999`)
      return moveTo(clock.now() + span, () => clock.advance(span), moving)
    },
    async run(): Promise<ClockFace> {
      clock.run()
      return briefly(await moveTo(clock.now(), () => {}))
    }
  }
}

/** Omits `happened` if nothing did. */
function briefly(moved: ClockMoved): ClockFace {
  const { happened, ...face } = moved
  return Object.keys(happened).length ? moved : face
}
