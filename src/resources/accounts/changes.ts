import { badRequest } from '../../errors.ts'
import type { CreateAccount, PatchAccount } from './requests.ts'
import type { Account } from './schema.ts'
import { ACTIVE, WARMUP_OFF } from './status.ts'

type TrackingDomain = Pick<Account, 'tracking_domain_name' | 'tracking_domain_status'>

/** A tracking domain without a status is active from the start; without a domain there is no status (a choice). */
function trackingDomain({ tracking_domain_name, tracking_domain_status }: TrackingDomain): TrackingDomain {
  if (tracking_domain_name === undefined) return {}
  if (!tracking_domain_name) return { tracking_domain_name: null, tracking_domain_status: null }
  return { tracking_domain_status: tracking_domain_status ?? 'active' }
}

/** As in the schema of accounts; the contract states no format for creation. */
const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z\d]([a-z\d-]*[a-z\d])?$/i

function replyTo(email: string | undefined): string | undefined {
  if (email && !EMAIL.test(email)) throw badRequest('body/reply_to must match format "email"')
  return email || undefined
}

/** The body that creates an account. Its credentials are not part of the account, and so are not stored. */
export function newAccount({ warmup_custom_ftag, ...body }: CreateAccount) {
  const warmup = warmup_custom_ftag === undefined ? body.warmup : { ...body.warmup, warmup_custom_ftag }
  return {
    ...body,
    ...trackingDomain(body),
    reply_to: replyTo(body.reply_to),
    warmup,
    // Recorded.
    warmup_status: WARMUP_OFF,
    setup_pending: false,
    is_managed_account: false,
    status: ACTIVE,
    stat_warmup_score: 0
  } as const
}

/** The changes of a patch; neither of its two flags is stored (a choice). */
export function changesOf({
  remove_tracking_domain,
  skip_cname_check,
  ...changes
}: PatchAccount): Partial<Account> {
  const named = remove_tracking_domain ? { tracking_domain_name: null } : changes
  return { ...changes, ...trackingDomain(named) }
}
