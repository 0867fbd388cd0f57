import t from 'tap'
import { small, start } from '../start.ts'

t.test(
  'the control plane accepts no invalid instant, so that the campaign can still be changed',
  async (t) => {
    const { call, get, patch } = await start(t)
    const before = (await get(`/campaigns/${small.spring}`)).text
    const body = { timestamp_updated: 'yesterday' }
    const refused = await call('PATCH', `/__admin/entities/campaigns/${small.spring}`, { body })
    t.equal(refused.status, 400)
    t.match(refused.body.message, "body/timestamp_updated is 'yesterday', wanted an instant such as 2026-")
    t.equal((await get(`/campaigns/${small.spring}`)).text, before)
    t.equal((await patch(`/campaigns/${small.spring}`, { name: 'Renamed' })).status, 200)
  }
)
