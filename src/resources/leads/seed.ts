import type { Faker } from '@faker-js/faker'
import type { Campaign } from '../campaigns/schema.ts'
import { collection as campaigns } from '../campaigns/store.ts'
import { collection as leadLists } from '../lead-lists/store.ts'
import type { SeedContext } from '../resource.ts'
import { collection as subsequences } from '../subsequences/store.ts'
import { espCodes } from './provider.ts'
import type { Lead } from './schema.ts'
import { historyOf } from './seed-history.ts'
import { fieldsOf, person } from './seed-person.ts'
import { enrichmentStatuses, verificationStatuses } from './status.ts'

/** A lead's place, and when that was created. */
type Place = { campaign?: Campaign; subsequence?: string; list_id?: string; since: string | Date }

/** The fields of a lead that the lead finder added to a list, before it enters a campaign (recorded). */
const FOUND = 0

/** Four leads per campaign: in campaigns, in lists, or in neither; one in twenty exists elsewhere as well. */
export function seed({ world, faker, size, grown }: SeedContext): Lead[] {
  const count = 3 * size
  const people = Array.from({ length: count - Math.floor(size / 5) }, (_, index) => person(index, faker))
  const placeOf = places(world, faker)
  const users = Array.from({ length: 3 }, world.ids.v4)
  return people.concat(people.slice(0, count - people.length)).map((known, index) => {
    grown()
    const { campaign, list_id, subsequence, since } = placeOf(index)
    const created = faker.date.between({ from: since, to: faker.defaultRefDate() })
    const history = historyOf(index, { campaign, subsequence }, created, faker)
    return {
      id: world.ids.v7(created.getTime()),
      timestamp_created: created.toISOString(),
      organization: world.organization,
      ...fieldsOf(known, index, campaign, faker),
      campaign: campaign?.id,
      subsequence_id: subsequence,
      list_id,
      ...history,
      ...(list_id && index % 30 === 16 && { status: FOUND }),
      ...originOf(index, users),
      ...lookedUp(index)
    }
  })
}

/** Of ten leads six are in campaigns, some of which have none; three are in lists, one is in neither. */
function places(world: SeedContext['world'], faker: Faker): (index: number) => Place {
  const all = campaigns(world).all()
  const lists = leadLists(world).all()
  const entered = Map.groupBy(subsequences(world).all(), ({ parent_campaign }) => parent_campaign)
  return (index) => {
    const turn = index % 10
    const campaign = turn < 6 ? all[index % all.length] : undefined
    const list = turn > 5 && turn < 9 ? lists[index % lists.length] : undefined
    if (list) return { list_id: list.id, since: list.timestamp_created }
    if (!campaign) return { since: faker.date.recent({ days: 90 }) }
    const [subsequence] = index % 3 ? [] : (entered.get(campaign.id) ?? [])
    return {
      campaign,
      subsequence: subsequence?.id,
      since: subsequence?.timestamp_created ?? campaign.timestamp_created
    }
  }
}

function originOf(index: number, users: string[]): Partial<Lead> {
  if (index % 30 === 16) return {}
  const method = (['api', 'api', 'manual', 'website-visitor'] as const)[index % 4]
  return {
    upload_method: method,
    ...(method === 'manual' && { uploaded_by_user: users[index % 3] }),
    ...(method === 'website-visitor' && { is_website_visitor: true }),
    ...(index % 5 < 2 && { assigned_to: users[index % 3] }),
    ...(index % 6 === 0 && { pl_value_lead: String(100 + index) })
  }
}

/** Each value in turn, and none. */
function lookedUp(index: number): Partial<Lead> {
  return {
    verification_status: [...verificationStatuses, undefined, undefined][index % 9],
    enrichment_status: [...enrichmentStatuses, undefined][Math.floor(index / 2) % 5],
    esp_code: [...espCodes, undefined][index % 12],
    esg_code: ([0, 1, 2, 3, 4, undefined, undefined] as const)[index % 7]
  }
}
