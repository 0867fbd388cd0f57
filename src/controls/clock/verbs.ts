import { badRequest } from '../../errors.ts'
import type { Clock } from '../../world/clock.ts'
import { milliseconds } from './duration.ts'
import { instantOf, LATEST } from './instant.ts'
import type { ClockFace } from './schema.ts'

/** The workspace's clock; instants are ISO 8601 texts, which `schema.ts` checks. */
export const clockOf = ({ clock }: { clock: Clock }) => {
  const read = (): ClockFace => ({ now: clock.timestamp(), frozen: clock.frozen })
  return {
    read,
    freeze(at?: string): ClockFace {
      clock.freeze(at === undefined ? undefined : instantOf(at))
      return read()
    },
    set(to: string): ClockFace {
      clock.set(Number(instantOf(to)))
      return read()
    },
    advance(by: string): ClockFace {
      const span = milliseconds(by)
      if (clock.now() + span >= LATEST) throw badRequest(`by is ${by}, wanted a time before the year 9999`)
      clock.advance(span)
      return read()
    },
    run(): ClockFace {
      clock.run()
      return read()
    }
  }
}
