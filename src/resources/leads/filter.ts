import { Type } from 'typebox'
import { leadFilters } from '../../lead-filters.ts'
import { wordOf } from '../schemas.ts'

export type LeadFilter = keyof typeof leadFilters

export const leadFilter = (what: string) => wordOf<LeadFilter>(what, leadFilters)

/** For requests that accept any text: an unknown filter matches all leads (reported live). */
export const anyLeadFilter = (what: string) => Type.Unsafe<string>({ ...leadFilter(what), enum: undefined })
