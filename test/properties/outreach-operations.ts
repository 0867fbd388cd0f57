import fc from 'fast-check'
import { expected, type Fields, same } from './model.ts'
import {
  at,
  drop,
  email,
  hasPlace,
  idOf,
  isBlocked,
  isCampaign,
  keptOf,
  leadsWhere,
  listed,
  number,
  type Outreach,
  type Place,
  places,
  step
} from './outreach-model.ts'

const ACTIVE = 1
const COMPLETED = 3
const PLAN = 25_000

const schedules = [
  { name: 'Any', timing: { from: '09:00', to: '17:00' }, days: { 1: true }, timezone: 'America/Chicago' }
]
const createCampaign = fc.constant(
  step('create campaign', async ({ campaigns }, { post }) => {
    const body = { name: 'Spring', campaign_schedule: { schedules } }
    campaigns.push(String((await expected(post('/campaigns', body))).id))
  })
)
const createList = fc.constant(
  step('create list', async ({ lists }, { post }) => {
    lists.push(String((await expected(post('/lead-lists', { name: 'Visitors' }))).id))
  })
)
const deletePlace = number.map((which) =>
  step(
    `delete place ${which}`,
    async (model, { remove }) => {
      const place = at(places(model), which)
      await expected(remove(`/${isCampaign(place) ? 'campaigns' : 'lead-lists'}/${idOf(place)}`))
      drop(model, place)
      model.campaigns = model.campaigns.filter((id) => id !== idOf(place))
      model.lists = model.lists.filter((id) => id !== idOf(place))
    },
    hasPlace
  )
)

/** Why a lead cannot be new there: the order of the verdicts is a choice, each of them is documented. */
function verdict(model: Outreach, email: string, place: Place, skip: boolean) {
  if (!email) return isCampaign(place) ? 'invalid_email_count' : 'leads_uploaded'
  if (isBlocked(model, email)) return 'in_blocklist'
  if (leadsWhere(model, (lead) => lead.email === email && lead.place === place).length)
    return 'duplicated_leads'
  const isKnown = leadsWhere(model, (lead) => lead.email === email).length > 0
  return skip && isKnown ? 'skipped_count' : 'leads_uploaded'
}

const createLead = fc.tuple(number, email, fc.boolean()).map(([which, email, skip]) =>
  step(`create lead ${email} at ${which}${skip ? ', unless known' : ''}`, async (model, { post }) => {
    const place = at([...places(model), 'free'], which)
    const target =
      place === 'free' ? {} : isCampaign(place) ? { campaign: idOf(place) } : { list_id: idOf(place) }
    const said = place === 'free' && !email ? 'leads_uploaded' : verdict(model, email, place, skip)
    const isThere = said === 'duplicated_leads' && place !== 'free'
    const body = { ...target, email: email || null, first_name: 'Ben', skip_if_in_workspace: skip }
    const isRefused = said === 'in_blocklist' || (said === 'invalid_email_count' && isCampaign(place))
    const made = await expected(post('/leads', body), isRefused ? 400 : 200)
    if (isRefused) return
    const known = leadsWhere(model, (lead) => lead.email === email && lead.place === place)[0]
    if (isThere) return same(made.id, known?.[0])
    if (email && skip) {
      const first = leadsWhere(model, (lead) => lead.email === email)[0]
      if (first) return same(made.id, first[0])
    }
    model.leads.set(String(made.id), { email, place, status: ACTIVE })
  })
)

const addLeads = fc
  .tuple(number, fc.array(email, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([which, emails, skip]) =>
    step(
      `add ${emails} to ${which}${skip ? ', unless known' : ''}`,
      async (model, { post }) => {
        const place = at(places(model), which)
        const target = isCampaign(place) ? { campaign_id: idOf(place) } : { list_id: idOf(place) }
        const leads = emails.map((email) => ({ email, first_name: 'Ben' }))
        const verdicts = emails.map((email, index) =>
          email && emails.indexOf(email) < index
            ? 'duplicate_email_count'
            : verdict(model, email, place, skip)
        )
        const answer = await expected(post('/leads/add', { ...target, leads, skip_if_in_workspace: skip }))
        for (const count of Object.keys(answer).filter((name) =>
          /_count$|_leads$|_uploaded$|_blocklist$/.test(name)
        ))
          if (count !== 'created_leads') same(answer[count], verdicts.filter((said) => said === count).length)
        const created = answer.created_leads as { index: number; id: string }[]
        same(
          created.map(({ index }) => verdicts[index]),
          verdicts.filter((said) => said === 'leads_uploaded')
        )
        for (const { index, id } of created)
          model.leads.set(id, { email: at(emails, index), place, status: ACTIVE })
        const used = leadsWhere(model, (lead) => isCampaign(lead.place)).length
        same(answer.remaining_in_plan, isCampaign(place) ? PLAN - used : null)
      },
      hasPlace
    )
  )

const deleteLead = number.map((which) =>
  step(
    `delete lead ${which}`,
    async ({ leads }, { remove, get }) => {
      const id = at([...leads.keys()], which)
      await expected(remove(`/leads/${id}`))
      await expected(get(`/leads/${id}`), 404)
      leads.delete(id)
    },
    ({ leads }) => leads.size > 0
  )
)

const deleteLeads = fc.tuple(number, fc.option(fc.integer({ min: 1, max: 3 }))).map(([which, limit]) =>
  step(
    `delete ${limit ?? 'all'} leads of ${which}`,
    async (model, { remove }) => {
      const place = at(places(model), which)
      const source = isCampaign(place) ? { campaign_id: idOf(place) } : { list_id: idOf(place) }
      const gone = leadsWhere(model, (lead) => lead.place === place).slice(0, limit ?? undefined)
      const body = { ...source, ...(limit && { limit }) }
      same(await expected(remove('/leads', { body })), { count: gone.length })
      for (const [id] of gone) model.leads.delete(id)
    },
    hasPlace
  )
)

type Options = { check_duplicates?: boolean; copy_leads?: boolean; limit?: number }
const options: fc.Arbitrary<Options> = fc.record(
  { check_duplicates: fc.boolean(), copy_leads: fc.boolean(), limit: fc.integer({ min: 1, max: 3 }) },
  { requiredKeys: [], noNullPrototype: true }
)
const moveLeads = fc.tuple(number, number, options).map(([from, to, options]) =>
  step(
    `move leads from ${from} to ${to} ${JSON.stringify(options)}`,
    async (model, real) => {
      const [source, target] = [at(places(model), from), at(places(model), to)]
      const whence = isCampaign(source) ? { campaign: idOf(source) } : { list_id: idOf(source) }
      const whither = isCampaign(target) ? { to_campaign_id: idOf(target) } : { to_list_id: idOf(target) }
      const chosen = leadsWhere(model, (lead) => lead.place === source).slice(0, options.limit)
      const copies: Fields[] = []
      const moved: string[] = []
      for (const [id, lead] of chosen) {
        const isThere = () => leadsWhere(model, (one) => one.email === lead.email && one.place === target)
        if (isCampaign(target) && (!lead.email || isBlocked(model, lead.email))) continue
        const isCopied = copies.some(({ email }) => email === lead.email)
        if (options.check_duplicates && lead.email && (isCopied || isThere().length)) continue
        // Recorded: a lead that enters a campaign becomes active; a list leaves its status.
        const arrived = { ...lead, place: target, status: isCampaign(target) ? ACTIVE : lead.status }
        moved.push(lead.email)
        if (options.copy_leads) copies.push(arrived)
        else model.leads.set(id, arrived)
      }
      const { id } = await expected(real.post('/leads/move', { ...whence, ...whither, ...options }))
      const { status, data } = await expected(real.get(`/background-jobs/${id}`))
      same(status, 'success')
      same(Object(data).total_leads, chosen.length)
      same(Object(data).moved_leads, moved.length)
      same(
        Object(data).moved_lead_emails,
        moved.filter((email) => email !== '')
      )
      const made = (await listed(real)).filter(({ id }) => !model.leads.has(String(id)))
      same(made.map(keptOf).map(asText).sort(), copies.map(asText).sort())
      for (const copy of made) model.leads.set(String(copy.id), keptOf(copy))
    },
    hasPlace
  )
)
const asText = ({ email, place, status }: Fields) => `${email} ${place} ${status}`

/** Reported live: any value completes an active lead of a campaign; a reset does not revive it (a choice). */
const setInterest = fc.tuple(email, fc.constantFrom(1, -1, null)).map(([email, interest_value]) =>
  step(`set interest of ${email} to ${interest_value}`, async (model, { post }) => {
    const meant = leadsWhere(model, (lead) => email !== '' && lead.email === email)
    const body = { lead_email: email, interest_value }
    await expected(post('/leads/update-interest-status', body), meant.length ? 202 : 400)
    if (interest_value === null) return
    for (const [, lead] of meant)
      if (isCampaign(lead.place) && lead.status === ACTIVE) lead.status = COMPLETED
  })
)

const block = fc.constantFrom('a@example.com', 'c@example.org', 'example.org').map((value) =>
  step(`block ${value}`, async ({ blocked }, { post }) => {
    const { id } = await expected(post('/block-lists-entries', { bl_value: value }))
    same(blocked.get(value) ?? id, id)
    blocked.set(value, String(id))
  })
)
const unblock = number.map((which) =>
  step(
    `unblock ${which}`,
    async ({ blocked }, { remove }) => {
      const [value, id] = at([...blocked], which)
      await expected(remove(`/block-lists-entries/${id}`))
      blocked.delete(value)
    },
    ({ blocked }) => blocked.size > 0
  )
)

/** The operations on leads of an outreach; numbers select among the existing ones. */
export const operations = [
  createCampaign,
  createList,
  deletePlace,
  createLead,
  createLead,
  addLeads,
  addLeads,
  deleteLead,
  deleteLeads,
  moveLeads,
  moveLeads,
  setInterest,
  block,
  unblock
]
