import fc from 'fast-check'
import t, { type Test } from 'tap'
import { start } from '../start.ts'
import { expected, type Fields, pick, type Real, same } from './model.ts'
import { runs } from './runs.ts'

/** A list: how its items are added and deleted, and the property that distinguishes them. */
type List = {
  path: string
  key: string
  insert: (server: Real, number: number) => Promise<unknown>
  remove: (server: Real, item: Fields) => Promise<unknown>
}

const campaign = (number: number) => ({
  name: `Campaign ${number}`,
  email_list: ['anna@example.com'],
  campaign_schedule: {
    schedules: [
      { name: 'Any', timing: { from: '09:00', to: '17:00' }, days: { 1: true }, timezone: 'America/Chicago' }
    ]
  }
})
const insertCampaign = ({ post }: Real, number: number) => expected(post('/campaigns', campaign(number)))

const lists: Record<string, List> = {
  campaigns: {
    path: '/campaigns',
    key: 'id',
    insert: insertCampaign,
    remove: ({ remove }, { id }) => expected(remove(`/campaigns/${id}`))
  },
  tags: {
    path: '/custom-tags',
    key: 'id',
    insert: ({ post }, number) => expected(post('/custom-tags', { label: `Tag ${number}` })),
    remove: ({ remove }, { id }) => expected(remove(`/custom-tags/${id}`))
  },
  'mappings of tags': {
    path: '/custom-tag-mappings',
    key: 'id',
    async insert(server, number) {
      const { id } = await expected(server.post('/custom-tags', { label: `Tag ${number}` }))
      const link = { tag_ids: [id], resource_type: 1, resource_ids: ['anna@example.com'], assign: true }
      return expected(server.post('/custom-tags/toggle-resource', link))
    },
    remove: ({ remove }, { tag_id }) => expected(remove(`/custom-tags/${tag_id}`))
  },
  'mappings of an account': {
    path: '/account-campaign-mappings/anna@example.com',
    key: 'campaign_id',
    insert: insertCampaign,
    remove: ({ remove }, { campaign_id }) => expected(remove(`/campaigns/${campaign_id}`))
  }
}

/** A change between two pages: a number inserts an item, or deletes an existing one, seen or not. */
const happening = fc.record({ inserts: fc.boolean(), which: fc.nat({ max: 100 }) })
const walk = fc.record({
  before: fc.integer({ min: 0, max: 12 }),
  limit: fc.integer({ min: 1, max: 4 }),
  /** How many items share an instant, where the order is by time. */
  together: fc.integer({ min: 1, max: 4 }),
  between: fc.array(fc.array(happening, { maxLength: 3 }), { maxLength: 8 })
})
type Walk = typeof walk extends fc.Arbitrary<infer T> ? T : never

async function walkThrough(server: Real, list: List, { before, limit, together, between }: Walk) {
  await expected(server.call('POST', '/__admin/reset'))
  const { clock } = await server.app.services.registry.open('default')
  clock.freeze()
  let inserted = 0
  const insert = async () => {
    await list.insert(server, inserted)
    inserted += 1
    if (inserted % together === 0) clock.advance(1)
  }
  const idsOf = (items: Fields[]) => items.map((item) => String(item[list.key]))
  const all = async () => (await expected(server.get(`${list.path}?limit=100`))).items as Fields[]

  for (let number = 0; number < before; number += 1) await insert()
  const atFirst = idsOf(await all())
  const seen: string[] = []
  let cursor: unknown
  for (let page = 0; ; page += 1) {
    const after = cursor === undefined ? '' : `&starting_after=${encodeURIComponent(String(cursor))}`
    const { items, next_starting_after } = await expected(server.get(`${list.path}?limit=${limit}${after}`))
    if (!(items as Fields[]).length) break
    seen.push(...idsOf(items as Fields[]))
    if (page > 100) throw new Error('the list never ends')
    cursor = next_starting_after
    for (const { inserts, which } of between[page] ?? []) {
      const item = inserts ? undefined : pick(await all(), which)
      await (item ? list.remove(server, item) : insert())
    }
  }
  const surviving = new Set(idsOf(await all()))
  same(seen.length, new Set(seen).size)
  same(
    atFirst.filter((id) => surviving.has(id) && !seen.includes(id)),
    []
  )
}

for (const [what, list] of Object.entries(lists)) {
  t.test(
    `going through ${what} repeats and skips none, whatever comes and goes meanwhile`,
    async (t: Test) => {
      const server = await start(t)
      await fc.assert(
        fc.asyncProperty(walk, (steps) => walkThrough(server, list, steps)),
        runs(60)
      )
      t.pass()
    }
  )
}
