// Killed while it delivers: after the restart no event is lost, and none that was recorded as delivered goes again.
// DELIVERY_KILLS is the number of kills, five by default.
import t from 'tap'
import { receive } from '../deliveries/receiver.ts'
import { random } from '../fuzz/mutate.ts'
import { call, serve } from './process.ts'

const ROUNDS = Number(process.env.DELIVERY_KILLS ?? 5)
const EVENTS = 20
const key = 'mock_team'

t.setTimeout(ROUNDS * 30_000)

type Delivered = { items: { state: string; lead_email: string }[] }

t.test(`deliveries outlive ${ROUNDS} kills`, async (t) => {
  const flags = ['--fixture', 'small', '--data', t.testdir()]
  const { below } = random(7)
  const { received, came: callsCame, url: hook } = await receive(t)
  const told: string[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { child, ended, url } = await serve(t, flags)
    const api = `${url}/api/v2`
    if (round === 1) {
      const webhook = { target_hook_url: hook, event_type: 'lead_interested' }
      t.equal((await call(`${api}/webhooks`, key, 'POST', webhook)).status, 200)
    }
    const before = received.length
    await call(`${url}/__admin/deliveries`, key, 'PATCH', { mode: 'hold' })
    for (let number = 1; number <= EVENTS; number += 1) {
      const lead_email = `lead-${round}-${number}@example.org`
      await call(`${api}/leads`, key, 'POST', { email: lead_email })
      const set = { lead_email, interest_value: 1 }
      const { status } = await call(`${api}/leads/update-interest-status`, key, 'POST', set)
      t.equal(status, 202)
      told.push(lead_email)
    }
    // Interest is set by work that is due at once, before the next request.
    await call(`${api}/campaigns`, key)
    await call(`${url}/__admin/deliveries`, key, 'PATCH', { mode: 'deliver' })
    await callsCame(before + 1 + below(EVENTS - 1))
    child.kill('SIGKILL')
    await ended
  }
  const { child, ended, url } = await serve(t, flags)
  await call(`${url}/__admin/deliveries/idle`, key, 'POST')
  const { items }: Delivered = JSON.parse((await call(`${url}/__admin/deliveries?limit=10000`, key)).text)
  t.strictSame(
    items.map(({ state, lead_email }) => [state, lead_email]),
    told.map((lead) => ['delivered', lead])
  )
  const came = new Set(received.map(({ body }) => body.lead_email))
  for (const lead of told) t.ok(came.has(lead), `${lead} came`)
  t.ok(received.length <= told.length + ROUNDS, `${received.length} calls: a kill repeats one at most`)
  child.kill('SIGKILL')
  await ended
})
