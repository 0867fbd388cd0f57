// A world that SQLite itself finds no room for loses all that was answered, so the limit must come first.
import t from 'tap'
import { readFixture } from '../../src/workspace/fixture.ts'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

const MIB = 1024 * 1024
const description = 'x'.repeat(100_000)
const limited = { initialState: { seed: 1, size: 0, limit: 2, fixture: readFixture('small') } }

for (const where of ['in memory', 'in a file']) {
  t.test(`${where}, a full workspace refuses writes that grow it and loses nothing`, async (t) => {
    const data = where === 'in a file' ? t.testdir() : undefined
    const { admin, get, post, patch, remove } = await control(t, { ...limited, data })
    const kept = new Map<string, string>()
    let refused = { status: 200, body: Object() }
    for (let number = 1; refused.status === 200 && number < 100; number += 1) {
      const answer = await post('/custom-tags', { label: `Tag ${number}`, description })
      if (answer.status === 200) kept.set(answer.body.id, answer.text)
      refused = answer
    }
    const refusal = {
      statusCode: 507,
      error: 'Insufficient Storage',
      message: 'The workspace holds 2 MiB, its limit: remove something, reset it, or raise --workspace-limit'
    }
    t.same(refused.body, refusal)
    t.ok(kept.size * description.length > MIB, 'it was nearly full')
    t.same((await patch(`/campaigns/${small.spring}`, { name: 'Longer' })).body, refusal)

    for (const [id, text] of kept) t.equal((await get(`/custom-tags/${id}`)).text, text)
    for (const [method, url] of [
      ['PUT', '/snapshots/full'],
      ['POST', '/fork'],
      ['GET', '/state']
    ] as const) {
      t.equal((await admin(method, url)).status, 200, url)
    }
    const exported = (await admin('GET', '/state')).body
    const more = {
      custom_tags: [...exported.custom_tags, { label: 'a', description }, { label: 'b', description }]
    }
    t.same((await admin('PUT', '/state', more)).body, refusal, 'nor is a larger world imported')
    t.same((await admin('GET', '/state')).body, exported)

    const [id = ''] = kept.keys()
    t.equal((await remove(`/custom-tags/${id}`)).status, 200)
    t.equal((await post('/custom-tags', { label: 'Again' })).status, 200, 'what was removed makes room')
    t.equal((await admin('POST', '/snapshots/full/restore')).status, 200)
    t.equal((await get(`/custom-tags/${id}`)).text, kept.get(id))
    t.equal((await admin('POST', '/reset')).status, 200)
    t.equal((await get('/custom-tags')).body.items.length, 2)
    t.equal((await post('/custom-tags', { label: 'Anew', description })).status, 200)
  })
}

t.test(
  'a full world that comes back is full at once, though few writes are checked far from the limit',
  async (t) => {
    const { admin, post } = await control(t, { initialState: { seed: 1, size: 0, limit: 40 } })
    const long = 'x'.repeat(8 * MIB)
    const add = async (label: string) => (await post('/custom-tags', { label, description: long })).status
    const answers = []
    for (const label of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) answers.push(await add(label))
    t.same(answers, [200, 200, 200, 200, 200, 507, 507])
    await admin('PUT', '/snapshots/full')
    await admin('POST', '/reset')
    t.equal(await add('a'), 200)
    await admin('POST', '/snapshots/full/restore')
    t.equal(await add('g'), 507)
  }
)
