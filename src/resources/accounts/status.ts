import type { TSchemaOptions } from 'typebox'
import { oneOf, readOnly } from '../schemas.ts'

export const ACTIVE = 1
export const PAUSED = 2
export const MAINTENANCE = 3
export const CONNECTION_ERROR = -1
export const SOFT_BOUNCES = -2
export const SENDING_ERROR = -3

export const statuses = [1, 2, 3, -1, -2, -3] as const

export const accountStatus = (what: string, options: TSchemaOptions = {}) =>
  oneOf(
    what,
    statuses,
    {
      '1': 'active',
      '2': 'paused',
      '3': 'held for maintenance, resumes automatically',
      '-1': 'cannot be connected to',
      '-2': 'too many soft bounces',
      '-3': 'its emails are refused'
    },
    options
  )

export const WARMUP_OFF = 0
export const WARMUP_ON = 1

export const warmupStatuses = [0, 1, -1, -2, -3] as const

export const warmupStatus = () =>
  oneOf(
    'The state of its warm-up',
    warmupStatuses,
    {
      '0': 'off',
      '1': 'on',
      '-1': 'banned',
      '-2': 'the spam folder cannot be found',
      '-3': 'banned for good'
    },
    { ...readOnly, examples: [1] }
  )
