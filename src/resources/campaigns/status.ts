import type { TSchemaOptions } from 'typebox'
import { oneOf } from '../schemas.ts'

export const DRAFT = 0
export const ACTIVE = 1
export const PAUSED = 2
export const COMPLETED = 3
export const RUNNING_SUBSEQUENCES = 4
export const UNHEALTHY = -1
export const BOUNCE_PROTECT = -2

export const statuses = [-99, -1, -2, 0, 1, 2, 3, 4] as const

export const statusMeanings = {
  '0': 'draft',
  '1': 'active',
  '2': 'paused',
  '3': 'completed',
  '4': 'running subsequences',
  '-99': 'account suspended',
  '-1': 'accounts unhealthy',
  '-2': 'bounce protect'
}

export const campaignStatus = (what: string, options?: TSchemaOptions) =>
  oneOf(what, statuses, statusMeanings, { examples: [1], ...options })

export const STOPPED = 99

export const notSendingStatuses = [1, 2, 3, 4, 99] as const

export const notSendingStatus = () =>
  oneOf(
    'Why a launched campaign sends nothing at the moment; absent while nothing holds it up',
    notSendingStatuses,
    {
      '1': 'outside its schedule',
      '2': 'waiting for a lead',
      '3': 'its own daily limit is reached',
      '4': 'all its accounts have reached theirs',
      '99': 'stopped by an error'
    },
    { readOnly: true, examples: [2] }
  )
