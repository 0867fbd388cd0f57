import fc from 'fast-check'
import t from 'tap'
import { createInstantlyMock, type WorkspaceHandle } from '../../src/index.ts'
import { build } from './build.ts'
import { timelineOf } from './rules.ts'
import { lonely, pauses, SPAN, someWorlds, world } from './worlds.ts'

const mock = await createInstantlyMock({ port: false, fixture: 'empty' })
t.teardown(() => mock.close())

/** Everything, to the byte. */
const whole = (workspace: WorkspaceHandle = mock) =>
  JSON.stringify([
    workspace.clock.read(),
    workspace.export(),
    timelineOf(workspace),
    workspace.due.list().items
  ])

t.test('one jump ends in the same world as many small ones, and as a restored or a forked one', async () => {
  await fc.assert(
    fc.asyncProperty(world, pauses, async (given, minutes) => {
      await build(mock, given)
      mock.snapshot('begun')
      const [fork] = await mock.fork()
      const sum = minutes.reduce((all, some) => all + some)
      await mock.clock.advance(`${sum}m`)
      const atOnce = whole()
      mock.restore('begun')
      for (const some of minutes) await mock.clock.advance(`${some}m`)
      const inSteps = whole()
      await fork?.clock.advance(`${sum}m`)
      const forked = fork && whole(fork)
      await fork?.close()
      await build(mock, given)
      await mock.clock.advance(`${sum}m`)
      if (inSteps !== atOnce) throw new Error(difference(atOnce, inSteps, 'in steps'))
      if (forked !== atOnce) throw new Error(difference(atOnce, String(forked), 'in a fork'))
      if (whole() !== atOnce) throw new Error(difference(atOnce, whole(), 'from the beginning'))
    }),
    someWorlds(0.25)
  )
})

function difference(one: string, other: string, what: string): string {
  const index = [...one].findIndex((letter, place) => letter !== other[place])
  const near = (text: string) => text.slice(Math.max(index - 200, 0), index + 100)
  return `at once: …${near(one)}…\n${what}: …${near(other)}…`
}

t.test('a campaign says why it sends nothing, and when its next email goes', async () => {
  await fc.assert(
    fc.asyncProperty(lonely, pauses, async (given, minutes) => {
      const [campaign] = await build(mock, given)
      const { simulation, clock } = mock
      const id = String(campaign?.id)
      for (const wait of [0, ...minutes]) {
        await clock.advance(`${wait}m`)
        const { reason, next_at, status } = simulation.why(id)
        const happened = await sendNext(next_at)
        if (!reason.message) throw new Error(`no reason at ${clock.read().now}`)
        if (happened) throw new Error(`${happened}: ${reason.code}, ${next_at}, status ${status}`)
        if (next_at === null) return
      }
    }),
    someWorlds(0.5)
  )
})

/** Moves the clock to the predicted next email; @returns what was wrong with the prediction */
async function sendNext(next: string | null): Promise<string | undefined> {
  const { clock } = mock
  const now = Date.parse(clock.read().now)
  if (next === null) {
    const { happened = {} } = await clock.advance('60d')
    return happened.email_sent ? 'sent, where none was to come' : undefined
  }
  const wait = Date.parse(next) - now
  if (wait <= 0) return `the next email is now, and has not gone`
  const before = await clock.advance(`${wait - 1}ms`)
  if (before.happened?.email_sent) return 'sent before the moment'
  const { happened = {} } = await clock.advance('1ms')
  return happened.email_sent ? undefined : 'not sent at the moment'
}

t.test('a campaign that can continue eventually ends', async () => {
  await fc.assert(
    fc.asyncProperty(lonely, async (given) => {
      const [campaign] = await build(mock, given)
      const id = String(campaign?.id)
      const { stopped } = await mock.simulation.run({ until: 'idle', at_most: '700d' })
      const { status, reason, next_at, leads } = mock.simulation.why(id)
      const isOver = status === 3 || status === -1
      const isStuck = ['waiting_for_leads', 'out_of_schedule', 'new_lead_limit_met', 'waiting_for_esp_match']
      if (stopped !== 'idle') throw new Error(`not idle: ${stopped}, ${reason.code}, ${next_at}`)
      if (!isOver && (next_at !== null || !isStuck.includes(reason.code))) {
        throw new Error(`${status}, ${reason.code}, ${next_at}, ${JSON.stringify(leads)}`)
      }
    }),
    someWorlds(0.5)
  )
})

t.test('a further plan changes no other lead', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.nat(14), async (given, lead) => {
      const email = `lead0-${lead}@*`
      const rows = async (plans: typeof given.plans) => {
        await build(mock, { ...given, plans })
        await mock.clock.advance(SPAN)
        const emails = new Map(mock.entities.leads.list().map(({ id, email }) => [id, email]))
        return timelineOf(mock)
          .filter(({ type }) => !['email_opened', 'event_dropped'].includes(type))
          .map(({ at, type, lead, account, step, variant }) => [
            at,
            type,
            emails.get(String(lead)),
            account,
            step,
            variant
          ])
      }
      const without = await rows(given.plans)
      const further = { match: { lead: email }, do: [{ event: 'open' as const, after: '1h' }], also: true }
      const withIt = await rows([...given.plans, further])
      if (JSON.stringify(without) !== JSON.stringify(withIt))
        throw new Error('another lead did something else')
    }),
    someWorlds(0.25)
  )
})
