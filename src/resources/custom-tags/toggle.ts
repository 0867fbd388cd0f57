import { badRequest, invalid, notFound } from '../../errors.ts'
import { type Condition, contains, type Filters, isAmong, isNotAmong } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import { isInState } from '../accounts/conditions.ts'
import type { AccountFilter } from '../accounts/filter.ts'
import { sendersChanged } from '../accounts/senders-changed.ts'
import type { Accounts } from '../accounts/store.ts'
import { addressOf } from '../address.ts'
import type { Campaigns } from '../campaigns/store.ts'
import { carriesAll, carriesAny, carriesNone } from '../custom-tag-mappings/conditions.ts'
import { ACCOUNT } from '../custom-tag-mappings/schema.ts'
import type { CustomTagMappings } from '../custom-tag-mappings/store.ts'
import type { ToggleResource } from './schema.ts'

export type ToggleNeighbours = {
  accounts: Pick<Accounts, 'keys'>
  campaigns: Pick<Campaigns, 'keys'>
  customTagMappings: Pick<CustomTagMappings, 'assign' | 'unassign'>
}

/** What can have tags: the key, the name, how to find the resources of a filter, and how to normalise a given key. */
type Taggable = {
  key: string
  name: string
  keys: (filters: Filters) => string[]
  keyOf: (id: string) => string
  isInState: (filter: AccountFilter | null | undefined) => Condition | undefined
}

/** More would take over a second, during which no other request is served (a choice). */
const MOST_PAIRS = 100_000

/** Adds tags to campaigns or accounts, or removes them: for all that are named, or for none if one is unknown. */
export function toggleResource(
  world: World,
  tags: { keys(filters: Filters): string[] },
  { accounts, campaigns, customTagMappings }: ToggleNeighbours,
  body: ToggleResource
): void {
  const { resource_type, assign } = body
  const taggable: Taggable =
    resource_type === ACCOUNT
      ? { key: 'email', name: 'email', keys: accounts.keys, keyOf: addressOf, isInState }
      : { key: 'id', name: 'name', keys: campaigns.keys, keyOf: (id) => id, isInState: nothing }
  const apply = assign ? customTagMappings.assign : customTagMappings.unassign
  world.transaction(() => {
    const tagIds = known('id', tags.keys, body.tag_ids)
    const resources = body.selected_all ? selected(taggable, body) : named(taggable, body)
    const pairs = resources.length * tagIds.length
    if (pairs > MOST_PAIRS) {
      throw badRequest(
        `${tagIds.length} tags and ${resources.length} resources are ${pairs} pairs, wanted at most ${MOST_PAIRS} in one call`
      )
    }
    for (const resource_id of resources) {
      for (const tag_id of tagIds) apply({ tag_id, resource_type, resource_id })
    }
    if (resource_type === ACCOUNT) sendersChanged(world)
  })
}

/** Campaigns have none of the states of accounts (a choice). */
const nothing = (filter: AccountFilter | null | undefined): Condition | undefined =>
  filter ? ['0'] : undefined

function named({ key, keys, keyOf }: Taggable, { resource_ids }: ToggleResource): string[] {
  if (!resource_ids) throw invalid("body must have required property 'resource_ids'")
  return known(key, keys, resource_ids.map(keyOf))
}

function selected(
  { key, name, keys, keyOf, isInState }: Taggable,
  { resource_type, excluded_resource_ids, filter, search }: ToggleResource
): string[] {
  const criteria = typeof filter === 'object' && filter !== null ? filter : { filter }
  const { tag_id, tag_ids, tag_ids_all } = criteria
  return keys([
    contains(name, search ?? criteria.search),
    isNotAmong(key, excluded_resource_ids?.map(keyOf)),
    isInState(criteria.filter),
    carriesAny(key, resource_type, tag_ids),
    tag_id === 'no-tag'
      ? carriesNone(key, resource_type)
      : carriesAny(key, resource_type, tag_id ? [tag_id] : undefined),
    carriesAll(key, resource_type, tag_ids_all)
  ])
}

/** The ids without duplicates. @throws the service's 404 if one of them is unknown */
function known(key: string, keys: (filters: Filters) => string[], ids: readonly string[]): string[] {
  const distinct = [...new Set(ids)]
  const found = keys([isAmong(key, distinct)])
  if (found.length < distinct.length) throw notFound()
  return found
}
