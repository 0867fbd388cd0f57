import t from 'tap'
import { createClock, daysFromNow } from '../../src/world/clock.ts'

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

t.test("shows the machine's time", async (t) => {
  const { now, timestamp } = createClock()
  const before = Date.now()
  const shown = [now(), Date.parse(timestamp())]
  const after = Date.now()
  for (const instant of shown) t.ok(before <= instant && instant <= after)
})

t.test('an instant is UTC with three decimals', async (t) => {
  const clock = createClock()
  t.match(clock.timestamp(), FORM)
  t.match(clock.timestampAfter('2026-01-01T00:00:00.000Z'), FORM)
})

t.test('an instant after one that is long past, or that JavaScript cannot read, is now', async (t) => {
  const clock = createClock()
  for (const earlier of ['2020-01-01T00:00:00.000Z', '2016-12-31T23:59:60Z', '2020-01-01T00:00:00+02']) {
    const before = clock.timestamp()
    const given = clock.timestampAfter(earlier)
    t.ok(before <= given && given <= clock.timestamp())
  }
})

t.test('an instant after one that now has not passed is a millisecond later', async (t) => {
  const clock = createClock()
  t.equal(clock.timestampAfter('2999-12-31T23:59:59.999Z'), '3000-01-01T00:00:00.000Z')
  let last = clock.timestamp()
  for (let count = 0; count < 200; count++) {
    const next = clock.timestampAfter(last)
    t.ok(next > last)
    last = next
  }
})

t.test('a clock that runs as the machine does is not changed', async (t) => {
  const { changed, frozen } = createClock()
  t.strictSame({ changed, frozen }, { changed: false, frozen: false })
})

t.test('can stand still, where it is or elsewhere, and then a change does not move time', async (t) => {
  const clock = createClock()
  clock.freeze(Date.UTC(2026, 0, 1))
  t.strictSame([clock.changed, clock.frozen], [true, true])
  t.equal(clock.timestamp(), '2026-01-01T00:00:00.000Z')
  t.equal(clock.timestampAfter('2026-01-01T00:00:00.000Z'), '2026-01-01T00:00:00.000Z')
  clock.advance(1500)
  t.equal(clock.timestamp(), '2026-01-01T00:00:01.500Z')
  clock.set(Date.UTC(2030, 0, 1))
  t.equal(clock.timestamp(), '2030-01-01T00:00:00.000Z')
  clock.freeze()
  t.equal(clock.timestamp(), '2030-01-01T00:00:00.000Z', 'it stays where it is')
})

t.test('can run ahead of the machine, or behind', async (t) => {
  const clock = createClock()
  const between = (least: number, shown: number, most: number) => t.ok(least <= shown && shown <= most)
  const day = 86_400_000
  let before = Date.now()
  clock.advance(day)
  between(before + day, clock.now(), Date.now() + day)
  t.strictSame([clock.changed, clock.frozen], [true, false])
  before = Date.now()
  clock.set(Date.UTC(2026, 0, 1))
  between(Date.UTC(2026, 0, 1), clock.now(), Date.UTC(2026, 0, 1) + Date.now() - before)
})

t.test('runs with the machine again after all of this', async (t) => {
  for (const change of ['freeze', 'advance', 'set'] as const) {
    const clock = createClock()
    clock[change](1000)
    clock.run()
    t.strictSame([clock.changed, clock.frozen], [false, false])
    const before = Date.now()
    const shown = clock.now()
    t.ok(before <= shown && shown <= Date.now())
  }
})

t.test("days from now are the machine's", async (t) => {
  const before = Date.now()
  const found = daysFromNow(-2).getTime() + 2 * 86_400_000
  t.ok(before <= found && found <= Date.now())
})
