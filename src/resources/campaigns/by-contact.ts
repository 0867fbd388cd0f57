import type { Order } from '../../world/list.ts'
import type { SearchByContact } from './requests.ts'
import { Campaign } from './schema.ts'

/** Sorts a lead's campaigns by any field; an unknown field is ignored (a choice). */
export const byColumn = ({ sort_column = '', sort_order }: SearchByContact): Order => ({
  by: `document ->> '${Object.hasOwn(Campaign.properties, sort_column) ? sort_column : 'timestamp_created'}'`,
  key: 'id',
  direction: sort_order === 'desc' ? 'DESC' : 'ASC',
  cursor: 'none'
})
