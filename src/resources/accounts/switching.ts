import { conflict } from '../../errors.ts'
import { contains, type Filters, isNotAmong } from '../../world/conditions.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import type { BackgroundJobs } from '../background-jobs/store.ts'
import { carriesAny } from '../custom-tag-mappings/conditions.ts'
import { ACCOUNT } from '../custom-tag-mappings/schema.ts'
import type { SelectAccounts } from './bulk.ts'
import { isInState } from './conditions.ts'
import type { Account } from './schema.ts'
import { WARMUP_OFF, WARMUP_ON } from './status.ts'

export type Jobs = Pick<BackgroundJobs, 'start' | 'has' | 'require' | 'finish' | 'isRunning'>

type Accounts = {
  has(email: string): boolean
  require(email: string): Account
  keys(filters: Filters): string[]
  update(email: string, changes: (account: Account) => Partial<Account>): unknown
}
type WarmupStatus = Account['warmup_status']
type Data = { filters: ReturnType<typeof filtersOf>; warmup_status: WarmupStatus }

const TYPE = 'update-warmup-accounts'

/** The request as the job shows it: null for fields that were not sent (recorded). */
const filtersOf = (body: SelectAccounts) => ({
  emails: body.emails ?? null,
  includeAllEmails: body.include_all_emails ?? null,
  excludedEmails: body.excluded_emails ?? null,
  filter: body.filter ?? null,
  search: body.search ?? null
})

/** Switches the warm-up of many accounts on or off, in a background job. */
export function warmupSwitch(world: World, accounts: Accounts, jobs: Jobs, sink: (email: string) => void) {
  const { clock, schedule } = world

  const selected = ({ filters }: Data): string[] => {
    const { emails, includeAllEmails, excludedEmails, filter, search } = filters
    if (!includeAllEmails) return [...new Set(emails?.map(addressOf))]
    return accounts.keys([
      isNotAmong('email', excludedEmails?.map(addressOf)),
      contains('email', search ?? undefined),
      carriesAny('email', ACCOUNT, filter?.tag_id ? [filter.tag_id] : undefined),
      isInState(filter?.filter)
    ])
  }
  /** `timestamp_warmup_start` is that of the first start (a choice). */
  const change = (email: string, warmup_status: WarmupStatus) => {
    if (!accounts.has(email)) return { email, status: 'failed', error: 'Account not found' }
    const start = warmup_status === WARMUP_ON ? clock.timestamp() : undefined
    const stops = warmup_status === WARMUP_OFF && accounts.require(email).warmup_status !== WARMUP_OFF
    accounts.update(email, ({ timestamp_warmup_start }) => ({
      warmup_status,
      timestamp_warmup_start: timestamp_warmup_start ?? start
    }))
    if (stops) sink(email)
    return { email, status: 'success' }
  }
  /** Reported live except for the wording: an account cannot be changed while its warm-up is being switched. */
  const requireIdle = () => {
    if (!jobs.isRunning(TYPE, [world.organization])) return
    throw conflict(
      `There is an ${TYPE} job in progress. You cannot change accounts until the process is complete.`
    )
  }

  return {
    requireIdle,
    start(body: SelectAccounts, warmup_status: WarmupStatus) {
      requireIdle()
      return world.transaction(() => {
        const job = jobs.start({
          type: TYPE,
          entity_id: world.organization,
          entity_type: 'workspace',
          data: { filters: filtersOf(body), warmup_status }
        })
        schedule.add({ task: 'switch_warmup', argument: job.value.id, due: clock.now() })
        return job
      })
    },
    run(id: string): void {
      if (!jobs.has(id)) return
      const data: Data = Object(jobs.require(id).data)
      const processed_emails = selected(data).map((email) => change(email, data.warmup_status))
      const failed = processed_emails.filter(({ error }) => error)
      // Recorded.
      jobs.finish(id, {
        step: 'DONE',
        pending_emails: [],
        processed_emails,
        transition_emails: [],
        domains_to_check: [],
        valid_mx_domains: [],
        mx_check_offset: 0,
        update_status_offset: 0,
        total_to_process: processed_emails.length,
        success_count: processed_emails.length - failed.length,
        failed_count: failed.length,
        verification_offset: 0
      })
    }
  }
}
