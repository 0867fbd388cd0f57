// As most people have Jest: CommonJS, no flags.
const { createInstantlyMock } = require('instantly-mock')
const { workspacePerTest } = require('instantly-mock/jest')
const answers = require('./answers.cjs')

const instantly = workspacePerTest({ fixture: 'small', intercept: true })
const keys = []

test('all is answered while timers are faked', async () => {
  jest.useFakeTimers()
  const mock = await createInstantlyMock({ fixture: 'small' })
  // What the mock of this file intercepts has the same key.
  expect(await answers({ ...mock, intercept: undefined })).toEqual([
    200,
    200,
    200,
    200,
    'terminated',
    'delivered'
  ])
  await mock.close()
})

test('a workspace of its own', async () => {
  expect(await answers(instantly())).toEqual([200, 200, 200, 'terminated', 'delivered'])
  expect(instantly().requests()).toHaveLength(5)
  expect(() => instantly().verify([{ operation_id: 'createCampaign' }])).toThrow(/createCampaign/)
  keys.push(instantly().key)
})

test('and another', () => {
  expect(instantly().requests()).toEqual([])
  expect(keys).not.toContain(instantly().key)
})
