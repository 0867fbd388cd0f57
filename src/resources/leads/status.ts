import type { TSchemaOptions } from 'typebox'
import { oneOf, readOnly, wordOf } from '../schemas.ts'

export const ACTIVE = 1
export const PAUSED = 2
export const COMPLETED = 3
export const BOUNCED = -1
export const UNSUBSCRIBED = -2
export const SKIPPED = -3

export const statuses = [1, 2, 3, -1, -2, -3] as const

export const leadStatus = (what: string, options: TSchemaOptions = {}) =>
  oneOf(
    what,
    statuses,
    {
      '1': 'active',
      '2': 'paused',
      '3': 'completed',
      '-1': 'bounced',
      '-2': 'unsubscribed',
      '-3': 'skipped'
    },
    options
  )

export const interestStatuses = [1, 2, 3, 4, 0, -1, -2, -3, -4] as const

export const interestStatus = () =>
  oneOf(
    'The interest status; absent if none is set. Each custom label has a number of its own',
    interestStatuses,
    {
      '0': 'out of office',
      '1': 'interested',
      '2': 'meeting booked',
      '3': 'meeting completed',
      '4': 'won',
      '-1': 'not interested',
      '-2': 'wrong person',
      '-3': 'lost',
      '-4': 'no show'
    }
  )

export const VERIFIED = 1
export const INVALID = -1
export const CATCH_ALL = -3
export const WAITING_FOR_LEAD_FINDER = 11
export const WAITING_FOR_USER = 12

export const verificationStatuses = [1, -1, -2, -3, -4, 11, 12] as const

export const verificationStatus = () =>
  oneOf(
    'The result of the verification; absent if the address was never verified',
    verificationStatuses,
    {
      '1': 'verified',
      '11': 'awaiting verification for the lead finder',
      '12': 'awaiting verification that a user asked for',
      '-1': 'invalid',
      '-2': 'risky',
      '-3': 'its domain accepts mail for any address',
      '-4': 'the person has left the company'
    },
    readOnly
  )

export const enrichmentStatuses = [1, -1, 11, -2] as const

export const enrichmentStatus = (what: string, options: TSchemaOptions = {}) =>
  oneOf(
    what,
    enrichmentStatuses,
    { '1': 'done', '11': 'waiting', '-1': 'nothing found', '-2': 'failed' },
    options
  )

export const uploadMethod = () =>
  wordOf(
    'How the lead was added',
    { manual: 'by hand', api: 'by this API', 'website-visitor': 'as a visitor of a website' },
    { ...readOnly, examples: ['api'] }
  )
