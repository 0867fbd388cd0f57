import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'

// Otherwise a restart would move the workspace to the machine's time, and do all work due until then at once.
const march = '2026-03-02T09:00:00.000Z'
const day = 86_400_000

t.test('a frozen clock stays frozen when the directory is opened again', async (t) => {
  const data = t.testdir()
  const open = async () => {
    const mock = await createInstantlyMock({ port: false, fixture: 'empty', data })
    t.teardown(() => mock.close())
    return mock
  }
  const first = await open()
  await first.clock.freeze(march)
  await first.clock.advance('1d')
  await first.close()

  const second = await open()
  t.same(second.clock.read(), { now: '2026-03-03T09:00:00.000Z', frozen: true })
  second.snapshot('march')
  await second.clock.advance('1d')
  second.restore('march')
  await second.close()

  const third = await open()
  t.same(third.clock.read(), { now: '2026-03-03T09:00:00.000Z', frozen: true })
  await third.reset()
  await third.close()

  const fourth = await open()
  t.equal(fourth.clock.read().frozen, false)
  await fourth.clock.advance(400 * day)
  await fourth.close()

  // A clock that runs goes on while no process does.
  const fifth = await open()
  const ahead = Date.parse(fifth.clock.read().now) - Date.now()
  t.ok(ahead > 399 * day && ahead <= 400 * day + 1000, `${ahead} ms ahead`)
  t.equal(fifth.clock.read().frozen, false)
  await fifth.clock.run()
  await fifth.close()

  const last = await open()
  t.ok(Math.abs(Date.parse(last.clock.read().now) - Date.now()) < day)
})
