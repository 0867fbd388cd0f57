// Random events, webhooks and answers against a model: each event comes to each webhook that waits for it, once per try and
// in order, and a jump of the clock leaves the records that small steps do.
import fc from 'fast-check'
import t from 'tap'
import { runs } from '../properties/runs.ts'
import { small, start } from '../start.ts'
import { receive } from './receiver.ts'

const noon = Date.parse('2026-01-15T12:00:00Z')
const END = 200
const WAITS = [10, 30]

const types = ['email_sent', 'email_opened', 'email_bounced'] as const
type Type = (typeof types)[number]
type Happening = { at: number; type: Type }
/** `failures`: how many calls fail for the event at that position; further events succeed at once. */
type Hook = { event_type: Type | 'all_events'; failures: number[] }

const happenings = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 90 }), type: fc.constantFrom(...types) }),
  { minLength: 1, maxLength: 16 }
)
const hooks = fc.array(
  fc.record({
    event_type: fc.constantFrom(...types, 'all_events' as const),
    failures: fc.oneof(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 16 }),
      // Long enough in a row to disable it.
      fc.constant(Array.from({ length: 16 }, () => 3))
    )
  }),
  // As many records as a page holds.
  { minLength: 1, maxLength: 2 }
)

/** The calls that a webhook gets: [second, place of the event, whether it goes well]. */
function model({ event_type, failures }: Hook, events: Happening[]) {
  const calls: [number, number, boolean][] = []
  const waiting = events.flatMap(({ at, type }, place) =>
    event_type === type || event_type === 'all_events' ? [{ due: at, place, tries: 0 }] : []
  )
  for (let inARow = 0; inARow < 10; ) {
    const next = waiting.toSorted((a, b) => a.due - b.due || a.place - b.place)[0]
    if (!next || next.due > END) break
    const isFine = next.tries >= (failures[next.place] ?? 0)
    calls.push([next.due, next.place, isFine])
    const wait = isFine ? undefined : WAITS[next.tries]
    next.tries += 1
    next.due += wait ?? 0
    if (wait !== undefined) continue
    waiting.splice(waiting.indexOf(next), 1)
    inARow = isFine ? 0 : inARow + 1
  }
  return calls
}

t.test('deliveries are the events times the webhooks that wait for them', async (t) => {
  const { app, get, post, call } = await start(t)
  const tries = new Map<string, number>()
  let failing: Hook[] = []
  const { url, received } = await receive(t, (answer, { path, body }) => {
    const [, , , hook] = path.split('/')
    const place = Number(body.step) - 1
    const made = tries.get(`${path} ${place}`) ?? 0
    tries.set(`${path} ${place}`, made + 1)
    answer.writeHead(made < (failing[Number(hook)]?.failures[place] ?? 0) ? 500 : 200).end()
  })
  let worlds = 0

  /** The records of a fresh world in which all that happened, and the calls that the receiver got. */
  async function world(given: Hook[], events: Happening[], isJump: boolean) {
    worlds += 1
    const key = `mock_w${worlds}`
    failing = given
    received.length = 0
    await call('POST', '/__admin/clock/freeze', { body: { at: new Date(noon).toISOString() }, key })
    const { clock, deliveries, events: log, transaction } = await app.services.registry.open(`w${worlds}`)
    for (const [index, { event_type }] of given.entries()) {
      const target_hook_url = `${url}/${worlds}/${index}`
      await post('/webhooks', { target_hook_url, event_type }, { key })
    }
    const happen = (step: number) =>
      transaction(() => {
        const { type = 'email_sent', at = 0 } = events[step] ?? {}
        const told = { type, campaign: small.summer, step }
        clock.during(noon + at * 1000, () => log.emit(told))
      })
    const advance = (by: number) => call('POST', '/__admin/clock/advance', { body: { by: `${by}s` }, key })
    let now = 0
    for (const [step, { at }] of events.entries()) {
      while (!isJump && now < at) {
        const by = Math.min(7, at - now)
        await advance(by)
        now += by
      }
      happen(step)
      if (!isJump) await deliveries.idle()
    }
    for (; !isJump && now < END; now += 1) await advance(1)
    if (isJump) await advance(END)
    const records = (await get('/webhook-events?limit=100', { key })).body.items.map(
      ({ response_time_ms, webhook_url, ...record }: Record<string, unknown>) => ({
        ...record,
        hook: String(webhook_url).split('/').at(-1)
      })
    )
    const calls = given.map((_, index) =>
      received
        .filter(({ path }) => path.endsWith(`/${worlds}/${index}`))
        .map(({ body }) => Number(body.step) - 1)
    )
    return { records, calls }
  }

  await fc.assert(
    fc.asyncProperty(hooks, happenings, async (given, unsorted) => {
      const unique = given.filter(
        ({ event_type }, index) => given.findIndex((hook) => hook.event_type === event_type) === index
      )
      const events = unsorted.toSorted((a, b) => a.at - b.at)
      const wanted = unique.map((hook) => model(hook, events))
      const jump = await world(unique, events, true)
      t.strictSame(
        jump.calls,
        wanted.map((calls) => calls.map(([, place]) => place)),
        'calls of a jump'
      )
      const steps = await world(unique, events, false)
      t.strictSame(steps.calls, jump.calls, 'calls of small steps')
      t.strictSame(steps.records, jump.records, 'records, with their ids')
      const made = jump.records.filter(({ id }: { id: string }) => id !== small.hooked)
      t.equal(made.length, wanted.flat().length)
    }),
    runs(12)
  )
})
