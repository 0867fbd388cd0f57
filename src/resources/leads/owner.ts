import type { Condition } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'

/** Up to this many leads are looked up one by one; with more, every page of a list soon contains some. */
const FEW = 500

const OF_OWNER = 'FROM leads WHERE assigned_to = ?'

/** The lead with the id and email in these columns is assigned to the user. */
export function isOfOwner(
  { sql }: World,
  { id, email }: { id: string; email: string },
  user: string | undefined
): Condition | undefined {
  if (!user) return undefined
  const owns: Condition = [`EXISTS (SELECT 1 ${OF_OWNER} AND leads.id = ${id})`, user]
  const count = sql(`SELECT count(*) FROM (SELECT 1 ${OF_OWNER} LIMIT ${FEW})`).pluck().get(user)
  return Number(count) < FEW ? [`${email} IN (SELECT email ${OF_OWNER}) AND ${owns[0]}`, user, user] : owns
}
