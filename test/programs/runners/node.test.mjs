import assert from 'node:assert/strict'
import { afterEach, mock as faked, test } from 'node:test'
import timers from '@sinonjs/fake-timers'
import { createInstantlyMock } from 'instantly-mock'
import { workspacePerTest } from 'instantly-mock/node-test'
import answers from './answers.cjs'

const instantly = workspacePerTest({ fixture: 'small' })
const keys = []

afterEach(() => faked.timers.reset())

test('all is answered while timers are faked', async () => {
  faked.timers.enable()
  const mock = await createInstantlyMock({ fixture: 'small' })
  assert.deepEqual(await answers(mock), [200, 200, 200, 200, 'terminated', 'delivered'])
  await mock.close()
})

test('and while Sinon fakes all but what Node itself waits for', async (t) => {
  const clock = timers.install({ toNotFake: ['nextTick', 'queueMicrotask'] })
  t.after(() => clock.uninstall())
  const mock = await createInstantlyMock({ fixture: 'small' })
  assert.deepEqual(await answers(mock), [200, 200, 200, 200, 'terminated', 'delivered'])
  await mock.close()
})

test('a workspace of its own', async () => {
  await instantly().fetch('/api/v2/campaigns')
  assert.equal(instantly().requests().length, 1)
  keys.push(instantly().key)
})

test('and another', () => {
  assert.deepEqual(instantly().requests(), [])
  assert.ok(!keys.includes(instantly().key))
})
