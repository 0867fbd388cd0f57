import fc from 'fast-check'
import { expected, type Fields, type Real, same } from './model.ts'

/** Where a lead is: `campaign <id>`, `list <id>`, or `free`. */
export type Place = string
export type Kept = { email: string; place: Place; status: number }
/** What a workspace should hold. */
export type Outreach = {
  campaigns: string[]
  lists: string[]
  leads: Map<string, Kept>
  /** Entries of the block list: their ids, by value. */
  blocked: Map<string, string>
  done: number
}

export type Command = fc.AsyncCommand<Outreach, Real>

export const step = (
  name: string,
  run: (model: Outreach, real: Real) => Promise<void>,
  check: (model: Outreach) => boolean = () => true
): Command => ({
  check,
  async run(model, real) {
    model.done += 1
    await run(model, real)
  },
  toString: () => name
})

export const number = fc.nat({ max: 30 })
export const email = fc.constantFrom('a@example.com', 'b@example.com', 'c@example.org', 'd@example.org', '')

export const isCampaign = (place: Place) => place.startsWith('campaign ')
export const idOf = (place: Place) => place.split(' ')[1]
export const places = ({ campaigns, lists }: Outreach): Place[] => [
  ...campaigns.map((id) => `campaign ${id}`),
  ...lists.map((id) => `list ${id}`)
]
export const hasPlace = (model: Outreach) => places(model).length > 0
export const at = <T>(all: readonly T[], number: number): T => all[number % all.length] as T

/** The leads for which it holds, by id. */
export const leadsWhere = ({ leads }: Outreach, holds: (lead: Kept) => boolean): [string, Kept][] =>
  [...leads].filter(([, lead]) => holds(lead)).sort(([a], [b]) => (a < b ? -1 : 1))

export const isBlocked = ({ blocked }: Outreach, email: string) =>
  email !== '' && (blocked.has(email) || blocked.has(String(email.split('@')[1])))

export const drop = ({ leads }: Outreach, place: Place) => {
  for (const [id, lead] of leads) if (lead.place === place) leads.delete(id)
}

/** The lead as the model keeps it. */
export const keptOf = ({ email, campaign, list_id, status }: Fields): Kept => ({
  email: String(email ?? ''),
  place: campaign ? `campaign ${campaign}` : list_id ? `list ${list_id}` : 'free',
  status: Number(status)
})

/** All leads that a selection lists, page by page. */
export async function listed({ post }: Real, selection: object = {}): Promise<Fields[]> {
  const items: Fields[] = []
  for (let starting_after: unknown; ; ) {
    const page = await expected(post('/leads/list', { ...selection, limit: 7, starting_after }))
    items.push(...(page.items as Fields[]))
    if (page.next_starting_after === undefined) return items
    starting_after = page.next_starting_after
  }
}

/** Compares all visible state with the model: each lead, the leads in each place, counts, and the block list. */
export async function compare(model: Outreach, real: Real): Promise<void> {
  const all = leadsWhere(model, () => true)
  const found = await listed(real)
  same(
    found.map((lead) => [lead.id, keptOf(lead)]),
    all
  )
  for (const place of places(model)) {
    const wanted = all.filter(([, lead]) => lead.place === place).map(([id]) => id)
    const selection = isCampaign(place) ? { campaign: idOf(place) } : { list_id: idOf(place) }
    same(
      (await listed(real, selection)).map(({ id }) => id),
      wanted
    )
    if (isCampaign(place)) continue
    const stats = await expected(real.get(`/lead-lists/${idOf(place)}/verification-stats`))
    same(stats.total_leads, wanted.length)
  }
  const entries = (await expected(real.get('/block-lists-entries?limit=100'))).items as Fields[]
  same(
    new Map(entries.map(({ bl_value, id }) => [bl_value, id])),
    new Map([...model.blocked].sort(([a], [b]) => order(entries, a) - order(entries, b)))
  )
}

const order = (entries: Fields[], value: string) => entries.findIndex(({ bl_value }) => bl_value === value)
