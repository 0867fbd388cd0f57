import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { fixtureOf, readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'

const small = async () => imageOf({ seed: 1, size: 0, fixture: await readFixture('small') })
const labels = ({ customTags }: ReturnType<typeof openWorkspace>) =>
  customTags
    .all()
    .map(({ label }) => label)
    .sort()

t.test("worlds that start from one image do not see each other's changes", async (t) => {
  const image = await small()
  const [a, b] = [openWorkspace('a', image), openWorkspace('b', image)]
  a.customTags.create({ label: 'Of a' })
  t.same(labels(a), ['Europe', 'Important', 'Of a'])
  t.same(labels(b), ['Europe', 'Important'])
  b.customTags.create({ label: 'Of b' })
  t.same(labels(a), ['Europe', 'Important', 'Of a'])
  t.same(labels(openWorkspace('c', image)), ['Europe', 'Important'])
})

t.test('closing one world does not end those that share its image', async (t) => {
  const image = await small()
  const [a, b] = [openWorkspace('a', image), openWorkspace('b', image)]
  a.close()
  t.same(labels(b), ['Europe', 'Important'])
  b.customTags.create({ label: 'Of b' })
  b.close()
  t.same(labels(openWorkspace('c', image)), ['Europe', 'Important'])
})

t.test('an image does not change with the world', async (t) => {
  const image = await small()
  const world = openWorkspace('a', image)
  t.equal(world.image(), image)
  world.customTags.create({ label: 'One' })
  const one = world.image()
  const bytes = Buffer.from(one)
  world.customTags.create({ label: 'Two' })
  t.ok(one.equals(bytes))
  t.same(labels(openWorkspace('b', one)), ['Europe', 'Important', 'One'])
})

t.test('an id that was given without a write is not given again', async (t) => {
  const image = await small()
  const world = openWorkspace('a', image)
  const given = world.ids.v4()
  t.not(openWorkspace('b', world.image()).ids.v4(), given)
  world.load(image)
  t.equal(world.ids.v4(), given)
})

t.test('a failed transaction leaves the world unchanged', async (t) => {
  const world = openWorkspace('a', await small())
  t.throws(
    () =>
      world.transaction(() => {
        world.customTags.create({ label: 'Half' })
        throw new Error('no')
      }),
    { message: 'no' }
  )
  t.same(labels(world), ['Europe', 'Important'])
  world.customTags.create({ label: 'Whole' })
  t.same(labels(world), ['Europe', 'Important', 'Whole'])
})

t.test('the workspace is the one of the image that was loaded', async (t) => {
  const world = openWorkspace('a', await small())
  const organization = '99999999-9999-4999-8999-999999999999'
  const fixture = fixtureOf({ organization }, 'test')
  world.load(await imageOf({ seed: 1, size: 0, fixture }))
  t.equal(world.organization, organization)
  t.equal(world.customTags.create({ label: 'x' }).value.organization_id, organization)
})

/** After any operations in any order, a world contains the same as a simple list of labels. */
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('create' as const) }),
    fc.record({ do: fc.constant('snapshot' as const), name: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ do: fc.constant('restore' as const), name: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ do: fc.constant('reset' as const) })
  ),
  { maxLength: 12 }
)

for (const [where, directory] of [
  ['in memory', undefined],
  ['on the disk', t.testdir()]
] as const) {
  t.test(`snapshots and resets restore the state, in any order: ${where}`, async (t) => {
    const image = await small()
    let opened = 0
    fc.assert(
      fc.property(steps, (all) => {
        opened += 1
        const world = openWorkspace('w', image, directory && join(directory, `${opened}.sqlite`))
        const snapshots = new Map<string, { image: Buffer; labels: string[] }>()
        let expected = ['Europe', 'Important']
        let made = 0
        for (const step of all) {
          if (step.do === 'create') {
            made += 1
            world.customTags.create({ label: `label ${made}` })
            expected = [...expected, `label ${made}`]
          } else if (step.do === 'snapshot') {
            snapshots.set(step.name, { image: world.image(), labels: expected })
          } else {
            const to =
              step.do === 'reset' ? { image, labels: ['Europe', 'Important'] } : snapshots.get(step.name)
            if (!to) continue
            world.load(to.image)
            expected = to.labels
          }
        }
        t.same(labels(world), [...expected].sort())
        world.close()
      }),
      { numRuns: directory ? 15 : 60 }
    )
  })
}

t.test('a world that is closed refuses to be read and written', async (t) => {
  for (const path of [undefined, join(t.testdir(), 'w.sqlite')]) {
    const world = openWorkspace('w', await small(), path)
    world.close()
    t.throws(() => labels(world), { message: /The database connection is not open/ })
    t.throws(() => world.transaction(() => 1), { message: /The database connection is not open/ })
  }
})

t.test('a file keeps another seed, for chance alone: its ids stay unpredictable', async (t) => {
  const path = join(t.testdir(), 'a.sqlite')
  const image = await small()
  const world = openWorkspace('a', image, path)
  world.reseed('7')
  const fraction = world.ids.fraction('a')
  const memory = openWorkspace('b', image)
  memory.reseed('7')
  t.equal(memory.ids.fraction('a'), fraction)
  t.not(memory.ids.v4(), world.ids.v4())
  world.close()
  const again = openWorkspace('a', image, path)
  t.teardown(() => again.close())
  t.equal(again.seed, '7')
  t.equal(again.ids.fraction('a'), fraction)
})
