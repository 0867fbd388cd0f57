import { badRequest } from '../../errors.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { milliseconds } from './duration.ts'
import { instantOf, LATEST } from './instant.ts'
import type { ClockFace } from './schema.ts'

/** The workspace's clock. Instants are ISO 8601 strings, checked by `schema.ts`. */
export const clockOf = ({ clock, events, settle, arm }: Workspace) => {
  /** Moving forward runs due work first, each item at its own instant; moving back only sets the time. */
  const moveTo = async (at: number, show: () => void): Promise<ClockFace> => {
    const before = events.last()
    await settle(at)
    show()
    arm()
    const happened = events.countsSince(before)
    return { ...read(), ...(Object.keys(happened).length && { happened }) }
  }
  const read = (): ClockFace => ({ now: clock.timestamp(), frozen: clock.frozen })
  return {
    read,
    async freeze(at?: string): Promise<ClockFace> {
      const to = (at === undefined ? undefined : instantOf(at)) ?? clock.now()
      return moveTo(to, () => clock.freeze(to))
    },
    async set(at: string): Promise<ClockFace> {
      const to = Number(instantOf(at))
      return moveTo(to, () => clock.set(to))
    },
    async advance(by: string): Promise<ClockFace> {
      const span = milliseconds(by)
      if (clock.now() + span >= LATEST) throw badRequest(`by is ${by}, wanted a time before the year 9999`)
      return moveTo(clock.now() + span, () => clock.advance(span))
    },
    async run(): Promise<ClockFace> {
      clock.run()
      return moveTo(clock.now(), () => {})
    }
  }
}
