import type { Condition } from '../../world/conditions.ts'

/** The user looks after the lead whose id is in `column`. */
export const isOfOwner = (column: string, user: string | undefined): Condition | undefined =>
  user
    ? [`EXISTS (SELECT 1 FROM leads WHERE leads.id = ${column} AND leads.assigned_to = ?)`, user]
    : undefined
