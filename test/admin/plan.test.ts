import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { control } from './control.ts'

const usual = { lead_quota: 25_000, verification_credits: 1000 }

// A choice: what there is at first.
t.test('the plan is read and changed, and a reset brings the usual one back', async (t) => {
  const { admin } = await control(t)
  t.strictSame((await admin('GET', '/plan')).body, usual)
  const { status, body } = await admin('PATCH', '/plan', { lead_quota: 3 })
  t.equal(status, 200)
  t.strictSame(body, { ...usual, lead_quota: 3 })
  t.strictSame((await admin('PATCH', '/plan', { verification_credits: 0.5 })).body, {
    lead_quota: 3,
    verification_credits: 0.5
  })
  t.strictSame((await admin('GET', '/plan', undefined, 'mock_other')).body, usual, 'of another workspace')
  await admin('POST', '/reset')
  t.strictSame((await admin('GET', '/plan')).body, usual)
})

t.test('a snapshot includes the plan', async (t) => {
  const { admin } = await control(t)
  await admin('PATCH', '/plan', { lead_quota: 3 })
  await admin('PUT', '/snapshots/three')
  await admin('PATCH', '/plan', { lead_quota: 4 })
  await admin('POST', '/snapshots/three/restore')
  t.equal((await admin('GET', '/plan')).body.lead_quota, 3)
})

for (const [body, message] of [
  [{ lead_quota: -1 }, 'body/lead_quota is -1, wanted a whole number of at least 0'],
  [{ lead_quota: 1.5 }, 'body/lead_quota is 1.5, wanted a whole number of at least 0'],
  [{ verification_credits: '1' }, "body/verification_credits is '1', wanted a number of at least 0"],
  [{ leads: 1 }, 'body has leads: 1, wanted only lead_quota, verification_credits']
] as const) {
  t.test(`refuses ${JSON.stringify(body)}, and changes nothing`, async (t) => {
    const { admin } = await control(t)
    const answer = await admin('PATCH', '/plan', body)
    t.equal(answer.status, 400)
    t.equal(answer.body.message, message)
    t.strictSame((await admin('GET', '/plan')).body, usual)
  })
}

t.test('in process, too', async (t) => {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  const { plan, fetch } = await mock.workspace()
  t.strictSame(plan.read(), usual)
  t.strictSame(plan.change({ verification_credits: 0 }), { ...usual, verification_credits: 0 })
  const answer = await fetch('/api/v2/email-verification', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'anna@example.com' })
  })
  t.equal(answer.status, 402)
  t.throws(() => plan.change({ lead_quota: -1 }), {
    message: 'plan.change: changes.lead_quota is -1, wanted a whole number of at least 0'
  })
})
