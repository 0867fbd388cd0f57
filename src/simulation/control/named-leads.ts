import { ApiError } from '../../errors.ts'
import type { Simulated } from '../simulated.ts'

/**
 * The ids of the leads that a test names by id or email. An id may be that of a deleted lead.
 * @throws ApiError 404 if no lead has the email
 */
export function namedLeads({ leads }: Simulated, name: string): string[] {
  if (!name.includes('@')) return [name]
  const ids = leads.keys([['email = ?', name.trim().toLowerCase()]])
  if (!ids.length) throw new ApiError(404, `There is no lead ${name}`)
  return ids
}
