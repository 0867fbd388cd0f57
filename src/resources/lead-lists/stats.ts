import type { VerificationStats } from './requests.ts'

/** The number of leads with this verification status; null means never verified. */
export type VerificationCount = { status: number | null; count: number }

/** The names of the statuses that are counted separately. */
const names = {
  1: 'verified',
  [-1]: 'invalid',
  [-2]: 'risky',
  [-3]: 'catch_all',
  [-4]: 'job_change',
  11: 'verification_job_pending_leadfinder',
  12: 'verification_job_pending_user'
} as const

/** All counts are present, zeros too (recorded); leads that were never verified count only in the total. */
export function statsOf(counts: readonly VerificationCount[]): VerificationStats {
  const countOf = (verification: number) => counts.find(({ status }) => status === verification)?.count ?? 0
  return {
    stats: Object.fromEntries(Object.entries(names).map(([status, name]) => [name, countOf(Number(status))])),
    total_leads: counts.reduce((total, { count }) => total + count, 0)
  }
}
