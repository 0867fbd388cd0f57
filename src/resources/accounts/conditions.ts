import type { Condition } from '../../world/conditions.ts'
import type { AccountFilter } from './filter.ts'
import { PAUSED, WARMUP_OFF, WARMUP_ON } from './status.ts'

/** The names are documented, their conditions are a choice. */
const states: Record<AccountFilter, string> = {
  ACC_FILTER_PAUSED: `status = ${PAUSED}`,
  ACC_FILTER_ERROR: 'status < 0',
  ACC_FILTER_NO_CTD: 'tracking_domain_name IS NULL',
  // Warm before it was added.
  ACC_FILTER_PW_ACCOUNTS: 'is_managed_account AND timestamp_warmup_start < timestamp_created',
  ACC_FILTER_DFY: 'is_managed_account',
  ACC_FILTER_DFY_SETUP_PENDING: 'is_managed_account AND setup_pending',
  ACC_FILTER_W_ACTIVE: `warmup_status = ${WARMUP_ON}`,
  ACC_FILTER_W_PAUSED: `warmup_status = ${WARMUP_OFF}`,
  ACC_FILTER_W_ERROR: 'warmup_status < 0'
}

/** The account is in this state; in any state by default. */
export const isInState = (filter: AccountFilter | null | undefined): Condition | undefined =>
  filter ? [states[filter]] : undefined
