import { equals, isAmong, where } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import type { LeadCollection } from './tables.ts'

/** What campaign analytics need from leads. */
export const figuresOf = ({ sql }: World, leads: LeadCollection) => ({
  /** The number of leads in the campaigns, optionally only those with a status. */
  countIn(campaigns: string[], status?: number): number {
    const { where: clause, values } = where([isAmong('campaign', campaigns), equals('status', status)])
    return Number(
      sql(`SELECT count(*) FROM leads INDEXED BY leads_in_queue ${clause}`)
        .pluck()
        .get(...values)
    )
  },
  /** The lead's own value, if it has a numeric one. */
  worth(id: string): number | undefined {
    const told = leads.has(id) ? leads.require(id).pl_value_lead : undefined
    return told?.trim() && Number.isFinite(Number(told)) ? Number(told) : undefined
  },
  /** The campaigns that contain a lead with exactly this email. */
  campaignsOf: (email: string): string[] =>
    sql(
      'SELECT DISTINCT campaign FROM leads INDEXED BY leads_by_email WHERE email = ? AND campaign IS NOT NULL'
    )
      .pluck()
      .all(email)
      .map(String)
})
