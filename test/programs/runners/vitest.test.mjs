import { createInstantlyMock } from 'instantly-mock'
import { workspacePerTest } from 'instantly-mock/vitest'
import { afterEach, expect, test, vi } from 'vitest'
import answers from './answers.cjs'

const instantly = workspacePerTest({ fixture: 'small' })
const keys = []

afterEach(() => vi.useRealTimers())

test('all is answered while timers are faked', async () => {
  vi.useFakeTimers()
  const mock = await createInstantlyMock({ fixture: 'small' })
  expect(await answers(mock)).toEqual([200, 200, 200, 200, 'terminated', 'delivered'])
  await mock.close()
})

test('a workspace of its own', async () => {
  await instantly().fetch('/api/v2/campaigns')
  expect(instantly().requests()).toHaveLength(1)
  keys.push(instantly().key)
})

test('and another', () => {
  expect(instantly().requests()).toEqual([])
  expect(keys).not.toContain(instantly().key)
})
