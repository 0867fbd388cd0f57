// The seed that chance follows, and what is due next: against a mock that was started with the seed, and the list of due work.
import t, { type Test } from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { control } from '../admin/control.ts'
import { anna, inhabited, office } from './campaign.ts'

async function seeded(t: Test, seed: number) {
  const mock = await createInstantlyMock({ port: false, fixture: 'empty', seed })
  t.teardown(() => mock.close())
  return mock
}

type Mock = Awaited<ReturnType<typeof seeded>>

/** What happens in two days in which half of the leads open, some time after a gap of a random length. */
async function twoDays(mock: Pick<Mock, 'clock' | 'entities' | 'simulation' | 'fetch'>) {
  const { account, campaign, clock, numbersOf, simulation, entities, told } = inhabited(mock as Mock)
  await clock.freeze('2026-03-02T10:00:00Z')
  simulation.plant([{ match: { share: 0.5 }, do: [{ event: 'open', after: { between: ['1m', '5h'] } }] }])
  await account(anna)
  const body = '{{RANDOM | one | two | three}}'
  await campaign(numbersOf(20), {
    open_tracking: true,
    email_gap: 1,
    random_wait_max: 10,
    sequences: [{ steps: [{ type: 'email', delay: 1, variants: [{ subject: 'Hi', body }] }] }]
  })
  await clock.advance('2d')
  const bodies = entities.emails.list().map(({ id, body }) => `${id} ${body.html}`)
  return [...told().map((row) => JSON.stringify(row)), ...bodies.toSorted()]
}

t.test('another seed makes the world of a mock that was started with it, ids included', async (t) => {
  const seven = await twoDays(await seeded(t, 7))
  const mock = await seeded(t, 1)
  t.equal(mock.simulation.settings().seed, 1)
  t.equal(mock.simulation.change({ seed: 7 }).seed, 7)
  t.strictSame(await twoDays(mock), seven)
  await mock.reset()
  t.equal(mock.simulation.settings().seed, 1, 'a reset brings the first seed back')
  const one = await twoDays(mock)
  t.not(one.join(), seven.join())
  t.strictSame(one, await twoDays(await seeded(t, 1)))
})

t.test('snapshots and forks keep the seed', async (t) => {
  const mock = await seeded(t, 1)
  mock.simulation.change({ seed: 7 })
  mock.snapshot()
  const [fork] = await mock.fork()
  t.equal(fork?.simulation.settings().seed, 7)
  const first = await twoDays(mock)
  mock.simulation.change({ seed: 8 })
  mock.restore()
  t.equal(mock.simulation.settings().seed, 7)
  t.strictSame(await twoDays(mock), first)
  t.strictSame(fork && (await twoDays(fork)), first)
})

t.test('a seed that comes again issues no id again', async (t) => {
  const mock = await seeded(t, 1)
  const { account, campaign } = inhabited(mock)
  await account(anna)
  const ids: string[] = []
  for (const seed of [1, 2, 1, 2]) {
    mock.simulation.change({ seed })
    ids.push(await campaign([]))
  }
  t.equal(new Set(ids).size, 4)
})

t.test('a seed that is none is refused, and nothing is changed with it', async (t) => {
  const { admin } = await control(t)
  for (const seed of [-1, 1.5, 2 ** 31 + 1, 'seven', null]) {
    t.equal((await admin('PATCH', '/simulation', { pickup: 0, seed })).status, 400, `${seed}`)
  }
  t.match((await admin('GET', '/simulation')).body, { pickup: 120_000, seed: 1 })
  t.match((await admin('PATCH', '/simulation', { seed: 2 ** 31 })).body, { pickup: 120_000, seed: 2 ** 31 })
})

t.test('what is due next is the first of all that is due and not on hold', async (t) => {
  const { admin, post } = await control(t, { initialState: { seed: 3, size: 0 } })
  const face = async () => (await admin('GET', '/simulation')).body
  await admin('POST', '/clock/freeze', { at: '2026-03-02T15:00:00Z' })
  const settings = { enabled: true, pickup: 120_000, bounce_protect: true, add_unsub_to_block: false }
  t.strictSame(await face(), { ...settings, campaign_completed: 'lead', seed: 3, next: null })
  const campaign_schedule = { schedules: [office] }
  const { body } = await post('/campaigns', { name: 'Spring', campaign_schedule })
  await post(`/campaigns/${body.id}/activate`)
  const { next } = await face()
  const [first] = (await admin('GET', '/due')).body.items
  t.strictSame(next, first)
  t.equal(next.argument, body.id)
  await admin('PATCH', '/due', { hold: true, task: next.task })
  t.not((await face()).next?.task, next.task)
  await admin('PATCH', '/due', { hold: true })
  t.equal((await face()).next, null)
})
