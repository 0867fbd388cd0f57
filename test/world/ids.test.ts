import fc from 'fast-check'
import t from 'tap'
import { v7 } from 'uuid'
import { createIds, instantOfId } from '../../src/world/ids.ts'

const take = (count: number, make: () => string) => Array.from({ length: count }, make)
const uuid = (version: number) =>
  new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
const NEW_YEAR = Date.UTC(2026, 0, 1)

t.test('ids are of the version that their kind has', async (t) => {
  const ids = createIds('1')
  for (const id of take(100, ids.v4)) t.match(id, uuid(4))
  for (const id of take(100, () => ids.v7(NEW_YEAR))) t.match(id, uuid(7))
})

t.test('the same seed gives the same ids, another seed others', async (t) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.array(fc.boolean(), { maxLength: 20 }), (seed, other, kinds) => {
      const all = (from: string) => {
        const ids = createIds(from)
        return kinds.map((random) => (random ? ids.v4() : ids.v7(NEW_YEAR)))
      }
      t.strictSame(all(seed), all(seed))
      if (seed !== other) t.notOk(all(seed).some((id) => all(other).includes(id)))
    })
  )
})

t.test('no id is given twice', async (t) => {
  const ids = createIds('1')
  const given = [...take(2000, ids.v4), ...take(2000, () => ids.v7(NEW_YEAR))]
  t.equal(new Set(given).size, 4000)
})

t.test('a source continues where another with the same seed stopped', async (t) => {
  const whole = createIds('1')
  const first = take(5, whole.v4)
  t.equal(whole.used, 5)
  const rest = [whole.v4(), whole.v7(NEW_YEAR)]
  t.equal(whole.used, 7)

  const resumed = createIds('1', 5)
  t.strictSame([resumed.v4(), resumed.v7(NEW_YEAR)], rest)
  t.equal(resumed.used, 7)
  t.strictSame(take(5, createIds('1').v4), first)
})

t.test('ids of version 7 start with their time and sort by it', async (t) => {
  const ids = createIds('1')
  const times = [NEW_YEAR + 2, NEW_YEAR, NEW_YEAR + 86_400_000, NEW_YEAR + 1]
  const given = times.map((time) => ({ time, id: ids.v7(time) }))
  for (const { time, id } of given) t.equal(Number.parseInt(id.replace('-', '').slice(0, 12), 16), time)
  const byId = given.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ time }) => time)
  t.strictSame(byId, times.toSorted())
})

// Recorded of jobs: the first four bytes are the second.
t.test(
  'object ids start with their second, and those of one second sort in the order of creation',
  async (t) => {
    const ids = createIds('1')
    const given = take(300, () => ids.objectId(NEW_YEAR + 999))
    for (const id of given) {
      t.match(id, /^[0-9a-f]{24}$/)
      t.equal(Number.parseInt(id.slice(0, 8), 16) * 1000, NEW_YEAR)
    }
    t.strictSame(given.toSorted(), given)
    t.equal(new Set(given).size, 300)
    t.not(createIds('2').objectId(NEW_YEAR), createIds('1').objectId(NEW_YEAR), 'another seed gives others')
    t.match(ids.objectId(-1), /^[0-9a-f]{24}$/, 'before 1970, too')
  }
)

t.test('ids of version 7 of the same millisecond sort in the order of creation', async (t) => {
  const ids = createIds('1')
  const given = take(500, () => ids.v7(NEW_YEAR))
  t.strictSame(given.toSorted(), given)
})

t.test('a fraction follows from the seed and its key, whatever else was asked before', async (t) => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.array(fc.string()), (seed, key, before) => {
      const busy = createIds(seed)
      for (const other of before) busy.fraction(other)
      busy.v4()
      const fraction = busy.fraction(key)
      t.ok(fraction >= 0 && fraction < 1)
      t.equal(fraction, createIds(seed).fraction(key))
      t.not(fraction, createIds(`${seed}.`).fraction(key))
    })
  )
})

t.test('fractions take no id away', async (t) => {
  const ids = createIds('1')
  ids.fraction('a')
  t.equal(ids.used, 0)
  t.equal(ids.v4(), createIds('1').v4())
})

t.test('fractions of many keys are spread evenly', async (t) => {
  const ids = createIds('1')
  const tenths = new Array<number>(10).fill(0)
  for (let key = 0; key < 10_000; key++) {
    const tenth = Math.floor(ids.fraction(`lead-${key}`) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  // Four standard deviations of a binomial count around 1,000.
  for (const count of tenths) t.ok(Math.abs(count - 1000) < 120, String(count))
})

t.test('fractions follow the stored seed where ids must not be foreseen', async (t) => {
  const ids = createIds('unforeseen', 0, 'stored')
  t.equal(ids.fraction('a'), createIds('stored').fraction('a'))
  t.equal(ids.v4(), createIds('unforeseen').v4())

  ids.restart('again', 0, 'stored')
  t.equal(ids.fraction('a'), createIds('stored').fraction('a'))
  ids.restart('again', 0)
  t.equal(ids.fraction('a'), createIds('again').fraction('a'))
})

t.test(
  'the instant of an id is that of its making: to the millisecond of a v7, to the second of a job',
  async (t) => {
    const ids = createIds('1')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
        t.equal(instantOfId(ids.v7(at)), new Date(at).toISOString())
        t.equal(instantOfId(v7({ msecs: at })), new Date(at).toISOString(), 'one that the library made')
        t.equal(instantOfId(ids.objectId(at)), new Date(Math.floor(at / 1000) * 1000).toISOString())
      }),
      { numRuns: 20, seed: 1 }
    )
    t.equal(instantOfId(ids.v4()), '')
    t.equal(instantOfId('a tag'), '')
  }
)
