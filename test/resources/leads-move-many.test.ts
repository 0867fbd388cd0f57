// A move of more leads than fit in one slice, and in a job's list of emails.
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { small, start } from '../start.ts'

const MOST = 10_000
const source = { list_id: small.visitors }
const target = { to_campaign_id: small.agencies }

// Documented: ten thousand emails at most. What others are answered meanwhile is the emulator's own promise.
t.test('while thousands of leads move, other workspaces are served, and the job lists 10,000', async (t) => {
  const { app, get, post, remove } = await start(t)
  const workspace = await app.services.registry.open('default')
  await remove(`/leads/${small.dario}`)
  for (let number = 0; number <= MOST; number += 1000) {
    const count = Math.min(1000, MOST + 1 - number)
    const leads = Array.from({ length: count }, (_, index) => ({ email: `${number + index}@example.com` }))
    workspace.leads.add({ ...source, leads })
  }
  for (const { task, argument } of workspace.schedule.all()) workspace.schedule.remove(task, argument)
  const { id } = (await post('/leads/move', { ...source, ...target })).body
  const stateNow = () => workspace.backgroundJobs.require(id).status
  const done = get(`/background-jobs/${id}`)
  while (stateNow() === 'pending') await setImmediate()
  for (const name of ['one', 'two', 'three']) {
    t.equal((await get(`/leads/${small.carla}`, { key: `mock_${name}` })).status, 200)
    t.equal(stateNow(), 'in-progress')
  }
  const { status, progress, data } = (await done).body
  t.strictSame([status, progress], ['success', 100])
  t.strictSame([data.total_leads, data.moved_leads], [MOST + 1, MOST + 1])
  t.equal(data.moved_lead_emails.length, MOST)
  t.equal(new Set(data.moved_lead_emails).size, MOST)
})
