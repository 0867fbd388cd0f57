// What holds for every list, in a world that fills each of them. A new list fails here until resources.ts has a row.
import t, { type Test } from 'tap'
import { start } from '../start.ts'
import { contract } from './contract.ts'
import { requests } from './requests.ts'
import { lists } from './resources.ts'

type Item = Record<string, string>
type Page = { items: Item[]; next_starting_after?: string }

/** They come whole: days, and the campaigns of a contact. */
const pageless = ['getWebhookEventsSummaryByDate', 'searchByContact']

t.test('every list has a row here', async (t) => {
  const { get } = await start(t)
  const found: string[] = []
  for (const [method, , id] of contract) {
    const request = requests[id]
    if (method !== 'GET' || !request || pageless.includes(id)) continue
    if (Array.isArray(Object((await get(request[0])).body).items)) found.push(id)
  }
  t.strictSame(found.toSorted(), Object.keys(lists).toSorted())
})

for (const [id, { path: find, key, order, isCursorless }] of Object.entries(lists)) {
  const grown = async (t: Test) => {
    const { get } = await start(t, { initialState: { seed: 1, size: 120 } })
    return { get, path: find ? await find(get) : requests[id]?.[0] }
  }

  t.test(`${id} returns ten items, or the requested number`, async (t) => {
    const { get, path } = await grown(t)
    const page = async (limit?: number): Promise<Page> =>
      (await get(`${path}${limit === undefined ? '' : `?limit=${limit}`}`)).body
    // Recorded.
    t.equal((await page()).items.length, 10)
    for (const limit of [1, 9, 10, 11]) t.equal((await page(limit)).items.length, limit)
    t.strictSame((await page()).items, (await page(100)).items.slice(0, 10))
  })

  // Documented: 1 to 100. For one list no bounds are; that they are met instead is a choice.
  t.test(`${id} takes a limit of 1 to 100`, async (t) => {
    const { get, path } = await grown(t)
    const answer = (limit: number) => get(`${path}?limit=${limit}`)
    for (const limit of [1, 100]) t.equal((await answer(limit)).status, 200)
    for (const [limit, rule, nearest] of [
      [0, '>= 1', 1],
      [101, '<= 100', 100]
    ] as const) {
      const { status, body } = await answer(limit)
      if (id === 'getAccountCampaignMapping') t.strictSame(body, (await answer(nearest)).body)
      else t.match({ status, body }, { status: 400, body: { message: `querystring/limit must be ${rule}` } })
    }
  })

  if (isCursorless) {
    t.test(`${id} names no next page, and is in order`, async (t) => {
      const { get, path } = await grown(t)
      for (const limit of [3, 100])
        t.strictSame(Object.keys((await get(`${path}?limit=${limit}`)).body), ['items'])
      const told = (await get(`${path}?limit=100`)).body.items.map((item: Item) => item[order[0]])
      t.strictSame(told, told.toSorted().toReversed())
    })
    continue
  }

  t.test(`${id} returns everything, page by page, whatever their length`, async (t) => {
    const { get, path } = await grown(t)
    const walk = async (limit: number, written: (cursor: string) => string) => {
      const items: Item[] = []
      for (let cursor = '', page: Page; ; cursor = page.next_starting_after ?? '') {
        page = (await get(`${path}?limit=${limit}${cursor && `&starting_after=${written(cursor)}`}`)).body
        items.push(...page.items)
        // Recorded: the page behind the last item is this, and each page with items has a cursor.
        if (!page.items.length) {
          t.same(page, { items: [] })
          return items
        }
        t.type(page.next_starting_after, 'string')
      }
    }
    const whole = await walk(100, encodeURIComponent)
    t.ok(whole.length > 10)
    t.equal(new Set(whole.map((item) => item[key])).size, whole.length)
    for (const limit of [3, 7]) t.strictSame(await walk(limit, encodeURIComponent), whole)
    const [name, direction] = order
    const told = whole.map((item) => String(item[name]))
    const sorted = told.toSorted()
    t.strictSame(told, direction === 'ascending' ? sorted : sorted.toReversed())
  })
}
