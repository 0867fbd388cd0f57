import type { Account } from '../../resources/accounts/schema.ts'
import type { Campaign } from '../../resources/campaigns/schema.ts'
import { ACCOUNT } from '../../resources/custom-tag-mappings/schema.ts'
import type { Simulated } from '../simulated.ts'
import { type Esp, espOfAccount } from './esp.ts'
import { type Asked, type Past, sentEmails } from './log.ts'
import type { Track } from './track.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The defaults of campaigns and accounts, in minutes (documented). */
const EMAIL_GAP = 9
const SENDING_GAP = 1

const ACTIVE = 1
const HELD = 3

/** An account that can send, and when. */
export type Sender = {
  account: Account
  esp: Esp
  past: Past
  /** When the gaps allow its next email. */
  freeAt: number
  /** When its daily limit allows it as well; Infinity if the limit allows none. */
  availableAt: number
  isFull: boolean
}

export type Senders = {
  /** The emails of the campaign's accounts, existing or not. */
  named: string[]
  usable: Sender[]
  /** Whether any account that cannot send now will recover without intervention. */
  someHeld: boolean
}

/** The accounts that a campaign names directly or by tag, without duplicates. */
export function namedSenders(
  { customTagMappings }: Simulated,
  { email_list = [], email_tag_list = [] }: Campaign
): string[] {
  const tagged = customTagMappings.carriers(ACCOUNT, email_tag_list)
  return [...new Set([...email_list, ...tagged])].filter((email) => email !== '')
}

export function sendersOf(world: Simulated, track: Track): Senders {
  const names = namedSenders(world, track.campaign)
  const accounts = world.accounts.several(names)
  const active = accounts.filter(({ status }) => status === ACTIVE)
  const asked = active.map((account): Asked => [account.email, limitOf(track, account) < NONE])
  const past = sentEmails(world).byAccount(asked, track.campaign.id, startOfDay(world))
  return {
    named: names,
    usable: active.flatMap((account, index) =>
      past.slice(index, index + 1).map((one) => senderOf(world, track, account, one))
    ),
    someHeld: accounts.some(({ status }) => status === HELD)
  }
}

const NONE = Number.POSITIVE_INFINITY

/** The account's daily limit of emails. */
const limitOf = ({ subsequence }: Track, { daily_limit }: Account): number =>
  typeof daily_limit === 'number' && !subsequence?.ignore_account_daily_limit ? daily_limit : NONE

const startOfDay = ({ clock }: Simulated) => Math.floor(clock.now() / DAY) * DAY

/** The sender's state after it has sent another email now. */
export function afterSending(world: Simulated, track: Track, { account, past }: Sender): Sender {
  const now = world.clock.now()
  return senderOf(world, track, account, { last: now, lastAnywhere: now, today: past.today + 1 })
}

function senderOf(world: Simulated, track: Track, account: Account, past: Past): Sender {
  const { last, lastAnywhere, today } = past
  const { email, sending_gap } = account
  const { email_gap } = track.campaign
  const afterOwn = last === 0 ? 0 : last + (email_gap ?? EMAIL_GAP) * MINUTE + randomWait(world, track, email)
  const afterAny = lastAnywhere === 0 ? 0 : lastAnywhere + (sending_gap ?? SENDING_GAP) * MINUTE
  const freeAt = Math.max(afterOwn, afterAny)
  const limit = limitOf(track, account)
  const isFull = today >= limit
  const tomorrow = limit <= 0 ? NONE : startOfDay(world) + DAY
  return {
    account,
    esp: espOfAccount(account.provider_code),
    past,
    freeAt,
    availableAt: isFull ? Math.max(freeAt, tomorrow) : freeAt,
    isFull
  }
}

/** Whole seconds, chosen by campaign, account and count. */
function randomWait(world: Simulated, { campaign }: Track, email: string): number {
  const most = campaign.random_wait_max ?? 0
  if (most <= 0) return 0
  const count = sentEmails(world).countInCampaign(email, campaign.id)
  return Math.floor(world.ids.fraction(`wait/${campaign.id}/${email}/${count}`) * (most * 60 + 1)) * 1000
}
