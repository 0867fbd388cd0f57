import fc from 'fast-check'
import { command, expected, type Fields, type Model, pick, same, timeless, withChanges } from './model.ts'

const name = fc.constantFrom('Spring', 'Summer', 'Autumn', 'Ünï', '')
const label = fc.constantFrom('Hot', ' Hot ', 'Cold', 'Q3', 'Q4 ')
const senders = fc.uniqueArray(fc.constantFrom('anna@example.com', 'bob@example.com', 'cleo@example.com'))
const number = fc.nat({ max: 30 })

const schedule = {
  schedules: [
    { name: 'Any', timing: { from: '09:00', to: '17:00' }, days: { 1: true }, timezone: 'America/Chicago' }
  ]
}
const hasCampaign = ({ campaigns }: Model) => campaigns.size > 0
const isTaken = (tags: Model['tags'], label: string, ownId?: string) =>
  [...tags.values()].some((tag) => tag.label === label.trim() && tag.id !== ownId)
const hasTag = ({ tags }: Model) => tags.size > 0

const createCampaign = fc.record({ name, email_list: senders }).map((fields) =>
  command(`create campaign ${JSON.stringify(fields)}`, async ({ campaigns }, { post }) => {
    const sent = { ...fields, campaign_schedule: schedule }
    const { id, organization, ...made } = timeless(await expected(post('/campaigns', sent)))
    same(made, { ...sent, open_tracking: false, status: 0 })
    campaigns.set(String(id), { id, organization, ...made })
  })
)

const changes = fc.record(
  { name, email_list: senders, daily_limit: fc.option(fc.integer()) },
  { requiredKeys: ['daily_limit'], noNullPrototype: true }
)
const patchCampaign = fc.tuple(number, changes).map(([which, sent]) =>
  command(
    `patch campaign ${which} ${JSON.stringify(sent)}`,
    async ({ campaigns }, { patch }) => {
      const id = pick(campaigns.keys(), which) as string
      await expected(patch(`/campaigns/${id}`, sent))
      campaigns.set(id, withChanges(campaigns.get(id), sent))
    },
    hasCampaign
  )
)

const deleteCampaign = number.map((which) =>
  command(
    `delete campaign ${which}`,
    async ({ campaigns, links }, { remove, get }) => {
      const id = pick(campaigns.keys(), which) as string
      await expected(remove(`/campaigns/${id}`))
      await expected(get(`/campaigns/${id}`), 404)
      campaigns.delete(id)
      for (const link of links) if (link.endsWith(` > ${id}`)) links.delete(link)
    },
    hasCampaign
  )
)

const setStatus = fc.tuple(number, fc.constantFrom('activate', 'pause')).map(([which, verb]) =>
  command(
    `${verb} campaign ${which}`,
    async ({ campaigns }, { post }) => {
      const id = pick(campaigns.keys(), which) as string
      await expected(post(`/campaigns/${id}/${verb}`))
      campaigns.set(id, { ...campaigns.get(id), status: verb === 'pause' ? 2 : 1 })
    },
    hasCampaign
  )
)

const duplicate = fc.tuple(number, fc.option(name, { nil: undefined })).map(([which, name]) =>
  command(
    `duplicate campaign ${which} as ${name}`,
    async ({ campaigns }, { post }) => {
      const campaign = pick(campaigns.values(), which) as Fields
      const answer = post(`/campaigns/${campaign.id}/duplicate`, { name })
      if (name === '') return void (await expected(answer, 400))
      const { id } = await expected(answer)
      campaigns.set(String(id), { ...campaign, id, status: 0, name: name ?? `${campaign.name} (copy)` })
    },
    hasCampaign
  )
)

const createTag = label.map((label) =>
  command(`create tag ${label}`, async ({ tags }, { post }) => {
    const taken = isTaken(tags, label)
    const made = timeless(await expected(post('/custom-tags', { label }), taken ? 409 : 200))
    if (!taken) tags.set(String(made.id), { ...made, label: label.trim() })
  })
)

const patchTag = fc.tuple(number, label, fc.option(fc.string())).map(([which, label, description]) =>
  command(
    `patch tag ${which} to ${label}`,
    async ({ tags }, { patch }) => {
      const id = pick(tags.keys(), which) as string
      const taken = isTaken(tags, label, id)
      await expected(patch(`/custom-tags/${id}`, { label, description }), taken ? 409 : 200)
      if (!taken) tags.set(id, withChanges(tags.get(id), { label: label.trim(), description }))
    },
    hasTag
  )
)

const deleteTag = number.map((which) =>
  command(
    `delete tag ${which}`,
    async ({ tags, links }, { remove }) => {
      const id = pick(tags.keys(), which) as string
      await expected(remove(`/custom-tags/${id}`))
      tags.delete(id)
      for (const link of links) if (link.startsWith(`${id} > `)) links.delete(link)
    },
    hasTag
  )
)

type Toggle = { tag: number; campaigns: number[]; assign: boolean; all: boolean; stray: boolean }
const toggle = fc
  .record({ tag: number, campaigns: fc.array(number, { minLength: 1, maxLength: 3 }), assign: fc.boolean() })
  .chain((fields) =>
    fc.record({ all: fc.boolean(), stray: fc.boolean() }).map((more) => ({ ...fields, ...more }))
  )
  .map((fields: Toggle) =>
    command(
      `toggle ${JSON.stringify(fields)}`,
      async (model, { post }) => {
        const { assign, all, stray } = fields
        const tag = pick(model.tags.keys(), fields.tag) as string
        const chosen = fields.campaigns.map((number) => pick(model.campaigns.keys(), number) as string)
        const named = stray ? [...chosen, '99999999-9999-4999-8999-999999999999'] : chosen
        const which = all ? { selected_all: true } : { resource_ids: named }
        const answer = post('/custom-tags/toggle-resource', {
          tag_ids: [tag],
          resource_type: 2,
          assign,
          ...which
        })
        await expected(answer, stray && !all ? 404 : 200)
        if (stray && !all) return
        for (const campaign of all ? model.campaigns.keys() : chosen) {
          if (assign) model.links.add(`${tag} > ${campaign}`)
          else model.links.delete(`${tag} > ${campaign}`)
        }
      },
      (model) => hasTag(model) && hasCampaign(model)
    )
  )

/** All operations on campaigns, tags and links; numbers select among the existing ones. */
export const operations = [
  createCampaign,
  patchCampaign,
  deleteCampaign,
  setStatus,
  duplicate,
  createTag,
  patchTag,
  deleteTag,
  toggle
]
