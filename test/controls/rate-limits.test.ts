import t from 'tap'
import { createRateLimits, documentedLimits } from '../../src/controls/rate-limits/engine.ts'
import type { LimitSettings } from '../../src/controls/rate-limits/schema.ts'
import { createClock } from '../../src/world/clock.ts'

function limits(settings: Partial<LimitSettings>) {
  const clock = createClock()
  clock.freeze(Date.UTC(2026, 0, 15, 12))
  const rateLimits = createRateLimits(clock)
  rateLimits.settings = { enabled: true, operations: {}, ...settings }
  const taken = (count: number, operation?: string) =>
    Array.from({ length: count }, () => rateLimits.take(operation)).filter(Boolean).length
  return { clock, rateLimits, taken }
}

t.test('the documented limits are off', async (t) => {
  const rateLimits = createRateLimits(createClock())
  t.same(rateLimits.settings, documentedLimits())
  t.equal(rateLimits.settings.enabled, false)
  for (let count = 0; count < 200; count++) t.ok(rateLimits.take('listEmail'))
})

t.test('without a number there is no limit', async (t) => {
  const { taken } = limits({})
  t.equal(taken(7000), 7000)
})

t.test('an operation has its own limit, and the workspace has one as well', async (t) => {
  const { taken } = limits({
    per_second: 5,
    operations: { listLeads: { per_second: 2 }, listEmail: { per_second: 9 } }
  })
  t.equal(taken(3, 'listLeads'), 2)
  t.equal(taken(4, 'listEmail'), 2)
  t.equal(taken(1), 0)
})

t.test('a limit of 0 lets nothing through', async (t) => {
  const { taken } = limits({ per_minute: 0 })
  t.equal(taken(3), 0)
})

t.test('a clock that goes back has another window', async (t) => {
  const { clock, taken } = limits({ per_second: 1 })
  t.equal(taken(2), 1)
  clock.advance(-5000)
  t.equal(taken(2), 1)
})

t.test('clear restarts counting in the same window', async (t) => {
  const { rateLimits, taken } = limits({ per_second: 1, per_minute: 1 })
  t.equal(taken(2), 1)
  rateLimits.clear()
  t.equal(taken(2), 1)
})
