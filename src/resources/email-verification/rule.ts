import type { EmailVerification } from './schema.ts'

type Found = Required<Pick<EmailVerification, 'verification_status' | 'catch_all'>>

/** The result for an address in its normalised form, decided by the local part (a choice). */
export function verificationOf(address: string): Found {
  const [local = '', domain = ''] = address.split('@')
  if (local === '' || domain === '' || domain.endsWith('.invalid') || local.startsWith('invalid')) {
    return { verification_status: 'invalid', catch_all: false }
  }
  if (local.startsWith('pending')) return { verification_status: 'pending', catch_all: 'pending' }
  return { verification_status: 'verified', catch_all: local.startsWith('catchall') }
}

/** The final result for an address whose verification takes long. */
export const foundLater: Found = { verification_status: 'verified', catch_all: false }
