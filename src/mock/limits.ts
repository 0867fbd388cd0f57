import type { Limit } from '../workspace/rate-limits.ts'
import type { Limits } from './types.ts'
import { type Check, each, options, trueOrFalse, wholeNumber } from './wanted.ts'

const limit: Record<keyof Limit, Check> = { per_second: wholeNumber(0), per_minute: wholeNumber(0) }
const limits: Record<keyof Limits, Check> = {
  enabled: trueOrFalse,
  ...limit,
  operations: each(options(limit))
}

/** As the control plane has it; that an operation is one of the contract is checked where it is changed. */
export const checkLimits = options(limits)
