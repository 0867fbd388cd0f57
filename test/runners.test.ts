import t from 'tap'
import { perTestWith } from '../src/runners.ts'

// tap's own hooks, as a runner has them.
const workspacePerTest = perTestWith({
  beforeAll: t.before,
  beforeEach: (work) => t.beforeEach(work),
  afterAll: (work) => t.teardown(work)
})
const instantly = workspacePerTest({ port: false, fixture: 'small', intercept: true })
const LIST = 'https://api.instantly.ai/api/v2/campaigns'

t.throws(() => instantly(), { message: /There is no workspace outside a test, wanted a call within one/ })

for (const name of ['one', 'another']) {
  t.test(`${name} test meets nothing of those before it`, async (t) => {
    const { url, key, requests } = instantly()
    t.equal(url, 'http://localhost')
    t.same(requests(), [])
    t.equal((await fetch(LIST, { headers: { authorization: `Bearer ${key}` } })).status, 200)
    t.equal(requests().length, 1)
  })
}

t.test('requests to the real host pass, or follow the options', async (t) => {
  const hooks: (() => Promise<void>)[] = []
  const add = (work: () => Promise<void>) => void hooks.push(work)
  const other = perTestWith({ beforeAll: add, beforeEach: add, afterAll: add })
  // One mock intercepts at a time: the one of this file.
  other({ port: false, fixture: 'small' })
  for (const hook of hooks.splice(0)) await t.resolves(hook())
  other({ port: false, fixture: 'small', intercept: { tripwire: true } })
  const [begin, , end] = hooks
  await t.rejects(Promise.resolve(begin?.()), /already intercepted/)
  await end?.()
})
