import type { SeedContext } from '../resource.ts'
import { verificationOf } from './rule.ts'
import type { EmailVerification } from './schema.ts'

const locals = ['invalid.address', 'catchall', 'pending', 'sales', 'office', 'anna', 'jörg', 'press']

/** Past verifications with each result; their credits belong to another month. */
export const seed = ({ faker }: SeedContext): EmailVerification[] =>
  locals.map((local, number) => {
    const email = `${local}@checked-${faker.number.int({ min: 100, max: 999 })}.example.org`
    return {
      email,
      status: 'success',
      ...verificationOf(email),
      ...(number % 4 && { credits: 2000 - number * 0.25, credits_used: 0.25 })
    }
  })
