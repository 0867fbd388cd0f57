import { badRequest } from '../../errors.ts'
import { contains, equals } from '../../world/conditions.ts'
import { list, type Order } from '../../world/list.ts'
import type { World } from '../../world/world.ts'
import { carriesAll, carriesAny, tagsOn } from '../custom-tag-mappings/conditions.ts'
import { ACCOUNT } from '../custom-tag-mappings/schema.ts'
import { valuesOf } from '../schemas.ts'
import { isInState } from './conditions.ts'
import type { ListAccounts } from './requests.ts'
import type { Account } from './schema.ts'

const LISTED = 'coalesce(listed, document)'
const WITH_TAGS = `substr(${LISTED}, 1, length(${LISTED}) - 1) || ',"tags":' || ${tagsOn('accounts.email', ACCOUNT)} || '}'`

/** Only timestamps have a cursor; the other columns are paged by `skip` (documented). */
const orderOf = ({ sort_by = 'timestamp_created', sort_order }: ListAccounts): Order => ({
  by: sort_by,
  key: 'email',
  direction: sort_order === 'asc' ? 'ASC' : 'DESC',
  cursor: sort_by === 'timestamp_created' ? 'by' : 'none'
})

export function listAccounts(world: World, query: ListAccounts) {
  const { starting_after } = query
  // Reported live: a bare email breaks the service, which answers 500.
  if (starting_after && !/^\d{4}-\d\d-\d\d/.test(starting_after)) throw badRequest('Invalid starting_after')
  return list<Account>(
    world,
    { from: 'accounts', document: query.include_tags ? WITH_TAGS : LISTED },
    orderOf(query),
    query,
    [
      contains('email', query.search),
      equals('status', query.status),
      equals('provider_code', query.provider_code),
      carriesAny('email', ACCOUNT, valuesOf(query.tag_ids)),
      carriesAll('email', ACCOUNT, valuesOf(query.tag_ids_all)),
      isInState(query.filter)
    ]
  )
}
