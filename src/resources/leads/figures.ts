import { equals, isAmong, where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import type { LeadCollection } from './tables.ts'

/** What the analytics of campaigns ask of their leads. */
export const figuresOf = ({ sql }: World, leads: LeadCollection) => ({
  /** How many leads are in the campaigns; only those of a status, if one is given. */
  countIn(campaigns: string[], status?: number): number {
    const { where: clause, values } = where([isAmong('campaign', campaigns), equals('status', status)])
    return Number(
      sql(`SELECT count(*) FROM leads INDEXED BY leads_in_queue ${clause}`)
        .pluck()
        .get(...values)
    )
  },
  /** What the lead is worth by itself, if it tells a number. */
  worth(id: string): number | undefined {
    const told = leads.has(id) ? leads.require(id).pl_value_lead : undefined
    return told?.trim() && Number.isFinite(Number(told)) ? Number(told) : undefined
  },
  /** The campaigns that hold a lead with exactly this email. */
  campaignsOf: (email: string): string[] =>
    sql(
      'SELECT DISTINCT campaign FROM leads INDEXED BY leads_by_email WHERE email = ? AND campaign IS NOT NULL'
    )
      .pluck()
      .all(email)
      .map(String)
})
