import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createFaults } from '../../src/controls/faults/engine.ts'

const call = { operationId: 'getCampaign', method: 'GET', path: '/api/v2/campaigns/1' }

t.test('a rule without any criterion means every call', async (t) => {
  const faults = createFaults()
  faults.add({ delay_ms: 1 })
  t.match(faults.next(call), { id: 'fault-1', matched: 1, fired: 1 })
  t.match(faults.next({ ...call, operationId: undefined }), { matched: 2 })
})

t.test('all criteria must hold', async (t) => {
  const faults = createFaults()
  faults.add({ operation_id: 'getCampaign', method: 'GET', path: '/api/v2/campaigns/*', delay_ms: 1 })
  t.ok(faults.next(call))
  t.equal(faults.next({ ...call, operationId: 'other' }), undefined)
  t.equal(faults.next({ ...call, method: 'HEAD' }), undefined)
  t.equal(faults.next({ ...call, path: '/api/v2/campaigns' }), undefined)
  t.match(faults.list(), [{ matched: 1, fired: 1 }])
})

t.test('ids are not given again', async (t) => {
  const faults = createFaults()
  t.equal(faults.add({}).id, 'fault-1')
  faults.clear()
  t.equal(faults.add({}).id, 'fault-2')
  t.equal(faults.find('fault-1'), undefined)
})

t.test('waiting ends with the release of that fault, and of no other', async (t) => {
  const faults = createFaults()
  const ended: string[] = []
  for (const id of [faults.add({}).id, faults.add({}).id]) faults.released(id).then(() => ended.push(id))
  faults.release('fault-2')
  faults.release('nope')
  await setImmediate()
  t.same(ended, ['fault-2'])
  faults.clear()
  await setImmediate()
  t.same(ended, ['fault-2', 'fault-1'])
})

t.test('nothing waits for a removed fault', async (t) => {
  const faults = createFaults()
  const { id } = faults.add({})
  faults.remove(id)
  await t.resolves(faults.released(id))
})
