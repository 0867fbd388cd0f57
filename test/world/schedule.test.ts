import t from 'tap'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'

const open = async () => {
  const world = openWorkspace('a', await imageOf({ seed: 1, size: 0, fixture: await readFixture('empty') }))
  return { world, schedule: world.schedule }
}
const work = (task: string, argument: string, due: number, rank?: number) => ({ task, argument, due, rank })

t.test('work comes by its instant, then its rank, its argument and its task', async (t) => {
  const { schedule } = await open()
  const given = [
    work('b', '1', 20),
    work('a', '1', 20),
    work('a', '0', 20),
    work('z', '9', 20, 0),
    work('a', '5', 20, 2),
    work('z', 'z', 10, 2)
  ]
  for (const each of given) schedule.add(each)
  const order = ['z z', 'z 9', 'a 0', 'a 1', 'b 1', 'a 5']
  t.same(
    schedule.all().map(({ task, argument }) => `${task} ${argument}`),
    order
  )
  const taken: string[] = []
  for (let next = schedule.first(20); next; next = schedule.first(20)) {
    taken.push(`${next.task} ${next.argument}`)
    schedule.remove(next.task, next.argument)
  }
  t.same(taken, order)
  t.equal(schedule.next(), Infinity)
})

t.test('scheduling the same work again replaces it', async (t) => {
  const { schedule } = await open()
  schedule.add(work('a', '1', 10))
  schedule.add(work('a', '1', 30))
  schedule.add(work('a', '2', 20))
  t.equal(schedule.all().length, 2)
  t.equal(schedule.dueOf('a', '1'), 30)
  t.equal(schedule.dueOf('b', '1'), undefined)
  t.equal(schedule.next(), 20)
  schedule.add(work('a', '1', 4.2))
  t.equal(schedule.next(), 5, 'never before its time')
  t.equal(schedule.first(4), undefined)
})

t.test('work on hold is not next, but remains scheduled', async (t) => {
  const { schedule } = await open()
  schedule.add(work('a', '1', 10))
  schedule.add(work('b', '1', 20))
  schedule.hold(['a'])
  t.equal(schedule.next(), 20)
  t.match(schedule.first(100), { task: 'b' })
  schedule.hold(['*'])
  t.equal(schedule.next(), Infinity)
  t.equal(schedule.first(100), undefined)
  t.equal(schedule.all().length, 2)
  t.same(schedule.held(), ['*'])
  schedule.hold([])
  t.equal(schedule.next(), 10)
})

t.test('a failed transaction leaves the schedule unchanged', async (t) => {
  const { world, schedule } = await open()
  schedule.add(work('a', '1', 10))
  t.throws(() =>
    world.transaction(() => {
      schedule.remove('a', '1')
      schedule.add(work('b', '1', 5))
      throw new Error('no')
    })
  )
  t.equal(schedule.next(), 10)
})

t.test('an image includes due work and holds, and loading another one replaces both', async (t) => {
  const { world, schedule } = await open()
  const before = world.image()
  schedule.add(work('a', '1', 10))
  schedule.hold(['b'])
  const after = world.image()
  let told = 0
  schedule.watch(() => {
    told += 1
  })
  world.load(before)
  t.equal(schedule.next(), Infinity)
  t.same(schedule.held(), [])
  world.load(after)
  t.equal(schedule.next(), 10)
  t.same(schedule.held(), ['b'])
  t.equal(told, 2)
})
