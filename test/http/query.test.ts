import t from 'tap'
import { small, start } from '../start.ts'

const ids = ({ body }: { body?: { items: { id: string }[] } }) =>
  (body?.items ?? []).map(({ id }) => id).sort()

t.test('ids are accepted in one parameter with commas, in a repeated one, or both', async (t) => {
  const { get } = await start(t)
  const both = [small.important, small.europe]
  for (const query of [
    both.map((id) => `tag_ids=${id}`).join('&'),
    `tag_ids=${both.join(',')}`,
    `tag_ids=${both.join('%2C')}`,
    `tag_ids=${both.join(',%20')}`,
    `tag_ids=${both[0]}&tag_ids=${both[1]},${small.unknown}`
  ]) {
    t.strictSame(ids(await get(`/custom-tags?${query}`)), both.toSorted(), query)
    t.strictSame(ids(await get(`/campaigns?${query}`)), [small.spring, small.summer, small.agencies], query)
  }
})

t.test('the same is so of resource_ids', async (t) => {
  const { get } = await start(t)
  for (const query of [
    `resource_ids=${small.spring}&resource_ids=${small.agencies}`,
    `resource_ids=${small.spring},${small.agencies}`
  ]) {
    t.strictSame(ids(await get(`/custom-tags?${query}`)), [small.important, small.europe].toSorted())
    t.equal((await get(`/custom-tag-mappings?${query}`)).body.items.length, 2)
  }
})

t.test('a single id is one id, and an empty one is no filter', async (t) => {
  const { get } = await start(t)
  t.strictSame(ids(await get(`/custom-tags?tag_ids=${small.europe}`)), [small.europe])
  t.equal((await get('/custom-tags?tag_ids=')).body.items.length, 2)
  t.equal((await get('/custom-tags')).body.items.length, 2)
})

t.test('other parameters may not be repeated', async (t) => {
  const { get } = await start(t)
  for (const query of ['limit=1&limit=2', 'search=a&search=b', 'starting_after=a&starting_after=b']) {
    t.equal((await get(`/campaigns?${query}`)).status, 400, query)
  }
})

t.test('an operation that has no such parameter does not mind it', async (t) => {
  const { get } = await start(t)
  const { status, body } = await get(
    `/campaigns/${small.spring}?tag_ids=a&tag_ids=b&resource_ids=c&resource_ids=d`
  )
  t.equal(status, 200)
  t.equal(body.id, small.spring)
})

t.test('parameters that are not known are dropped', async (t) => {
  const { get } = await start(t)
  const plain = (await get('/campaigns')).text
  t.equal((await get('/campaigns?nope=1&nope=2&Limit=1')).text, plain)
})
