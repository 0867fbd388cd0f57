import { badRequest } from '../../errors.ts'
import { collectionOf } from '../../world/collection.ts'
import type { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { addressOf } from '../address.ts'
import type { DailyAnalyticsQuery } from './analytics.ts'
import type { PauseAccounts, PausedAccounts, SelectAccounts } from './bulk.ts'
import { changesOf, newAccount } from './changes.ts'
import { dailyAnalytics } from './daily.ts'
import { trackingDomainStatus } from './dns.ts'
import { listAccounts } from './listing.ts'
import type { CreateAccount, ListAccounts, PatchAccount } from './requests.ts'
import { Account } from './schema.ts'
import { sendersChanged } from './senders-changed.ts'
import { ACTIVE, PAUSED, WARMUP_OFF, WARMUP_ON } from './status.ts'
import { type Jobs, warmupSwitch } from './switching.ts'
import { warmupAnalytics } from './warmup-figures.ts'
import { warmupScore } from './warmup-score.ts'

export const tables = `
  CREATE TABLE accounts (
    email TEXT PRIMARY KEY,
    status INTEGER,
    warmup_status INTEGER NOT NULL,
    provider_code INTEGER NOT NULL,
    tracking_domain_name TEXT,
    is_managed_account INTEGER NOT NULL,
    setup_pending INTEGER NOT NULL,
    stat_warmup_score REAL,
    timestamp_created TEXT NOT NULL,
    timestamp_warmup_start TEXT,
    document TEXT NOT NULL,
    listed TEXT
  ) STRICT;
  CREATE INDEX accounts_by_time ON accounts (timestamp_created, email);
  CREATE INDEX accounts_by_status ON accounts (status, email);
  CREATE INDEX accounts_by_score ON accounts (stat_warmup_score, email)`

/** Reported live: lists show only the limit of the warm-up. */
function listed(account: Account): Account | undefined {
  if (!account.warmup) return undefined
  const { limit, ...hidden } = account.warmup
  return Object.keys(hidden).length ? { ...account, warmup: { limit } } : undefined
}

export const collection = collectionOf({
  table: 'accounts',
  remembered: true,
  schema: Account,
  key: 'email',
  columns: [
    'status',
    'warmup_status',
    'provider_code',
    'tracking_domain_name',
    'is_managed_account',
    'setup_pending',
    'stat_warmup_score',
    'timestamp_created',
    'timestamp_warmup_start'
  ],
  listed
})

/** Reported live. */
const taken = () => badRequest('This account has already been added to this or a different workspace')

export function store(world: World, { backgroundJobs }: { backgroundJobs: Jobs }) {
  const { sql, clock } = world
  const accounts = collection(world)
  const score = warmupScore(world, accounts)
  const warmup = warmupSwitch(world, accounts, backgroundJobs, score.sink)

  /** Notifies the simulator that an account can send again, or no longer can. */
  const told = (account: JsonDocument<Account>): JsonDocument<Account> => {
    sendersChanged(world)
    return account
  }

  /** Recorded: `timestamp_updated` stays. Error details are removed. */
  const withStatus = (email: string, status: Account['status']) =>
    told(accounts.update(addressOf(email), () => ({ status, status_message: undefined })))

  /** Whether anything changed. */
  const isPaused = (email: string): boolean => {
    if (!accounts.has(email) || accounts.require(email).status === PAUSED) return false
    withStatus(email, PAUSED)
    return true
  }

  return {
    ...accounts,
    read: (email: string) => accounts.read(addressOf(email)),
    /** Its tags and its places among campaigns' senders are removed by triggers in their tables. */
    delete: (email: string) => told(accounts.remove(addressOf(email))),
    list: (query: ListAccounts) => listAccounts(world, query),

    create(body: CreateAccount) {
      const email = addressOf(body.email)
      if (accounts.has(email)) throw taken()
      const now = clock.timestamp()
      return told(
        accounts.insert({
          ...newAccount(body),
          email,
          organization: world.organization,
          timestamp_created: now,
          timestamp_updated: now
        })
      )
    },
    patch(email: string, body: PatchAccount) {
      const address = accounts.require(addressOf(email)).email
      warmup.requireIdle()
      return told(
        accounts.update(address, ({ timestamp_updated }) => ({
          ...changesOf(body),
          timestamp_updated: clock.timestampAfter(timestamp_updated)
        }))
      )
    },

    pause: (email: string) => withStatus(email, PAUSED),
    resume: (email: string) => withStatus(email, ACTIVE),
    /** A healthy account stays unchanged (recorded). */
    markFixed: (email: string) =>
      told(
        accounts.update(addressOf(email), ({ status, timestamp_updated }) => ({
          status: ACTIVE,
          status_message: undefined,
          autofix_failed: null,
          timestamp_updated: status === ACTIVE ? timestamp_updated : clock.timestampAfter(timestamp_updated)
        }))
      ),
    pauseAll({ emails }: PauseAccounts): PausedAccounts {
      const paused_emails: string[] = []
      const failed_emails: string[] = []
      for (const email of new Set(emails.map(addressOf))) {
        const list = isPaused(email) ? paused_emails : failed_emails
        list.push(email)
      }
      return { paused_emails, failed_emails }
    },

    enableWarmup: (body: SelectAccounts) => warmup.start(body, WARMUP_ON),
    disableWarmup: (body: SelectAccounts) => warmup.start(body, WARMUP_OFF),
    switchWarmup: warmup.run,
    lowerWarmupScore: score.lower,

    dailyAnalytics: (query: DailyAnalyticsQuery) =>
      dailyAnalytics(world, query, () => Number(sql('SELECT count(*) FROM accounts').pluck().get())),
    warmupAnalytics: (emails: string[]) => warmupAnalytics(emails, accounts.has),
    trackingDomain: (host: string) =>
      trackingDomainStatus(
        host,
        (name) => accounts.keys([['lower(tracking_domain_name) = ?', name]]).length > 0
      ),

    /** Adds accounts that leave another workspace: all, or none if one already exists here. */
    receive: (moved: Account[]): void =>
      world.transaction(() => {
        for (const account of moved) {
          if (accounts.has(account.email)) throw taken()
          accounts.insert({ ...account, organization: world.organization })
        }
      })
  }
}

export type Accounts = ReturnType<typeof store>
