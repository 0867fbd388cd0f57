import type { WorkspaceHandle } from '../../src/in-process/types.ts'
import type { Account } from '../../src/resources/accounts/schema.ts'
import type { Campaign } from '../../src/resources/campaigns/schema.ts'
import type { Email } from '../../src/resources/emails/schema.ts'
import type { TimelineRow } from '../../src/simulation/control/schema.ts'
import { GRID, type Minute, watch } from './sending/local-clock.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const units = { minutes: MINUTE, hours: 60 * MINUTE, days: DAY }

type Sent = { at: number; account: string; lead: string; step: number; variant: number; campaign: string }

const sentOf = (email: Email): Sent => {
  const [, step, variant] = String(email.step).split('_').map(Number)
  return {
    at: Date.parse(email.timestamp_created),
    account: email.eaccount,
    lead: String(email.lead),
    campaign: String(email.campaign_id),
    step: Number(step),
    variant: Number(variant)
  }
}

/** All that happened, page by page. */
export function timelineOf({ simulation }: WorkspaceHandle): TimelineRow[] {
  const rows: TimelineRow[] = []
  for (;;) {
    const page = simulation.timeline({
      limit: 1000,
      ...(rows.length && { starting_after: String(rows.length) })
    })
    rows.push(...page)
    if (page.length < 1000) return rows
  }
}

/** What the emails themselves say about the rules of sending; judged by a model of local clocks and plain sums. */
export function brokenRules(mock: WorkspaceHandle): string[] {
  const accounts = mock.entities.accounts.list()
  const campaigns = mock.entities.campaigns.list()
  const all = mock.entities.emails
    .list()
    .filter(({ ue_type }) => ue_type === 1)
    .map(sentOf)
    .toSorted((a, b) => a.at - b.at)
  return [
    ...accounts.flatMap((account) =>
      ofAccount(
        account,
        all.filter((sent) => sent.account === account.email)
      )
    ),
    ...campaigns.flatMap((campaign) =>
      ofCampaign(
        campaign,
        all.filter((sent) => sent.campaign === campaign.id)
      )
    ),
    ...afterTheEnd(mock, campaigns),
    ...endedLate(mock, campaigns)
  ]
}

function ofAccount({ email, sending_gap, daily_limit }: Account, sent: Sent[]): string[] {
  const days = countBy(sent, ({ at }) => String(Math.floor(at / DAY)))
  return [
    ...tooNear(sent, (sending_gap ?? 1) * MINUTE, `${email} over all campaigns`),
    ...above(days, daily_limit, `emails of ${email} on a UTC day`)
  ]
}

function ofCampaign(campaign: Campaign, sent: Sent[]): string[] {
  const { email_gap, daily_limit, daily_max_leads, campaign_schedule, limit_emails_per_company_override } =
    campaign
  const days = new Map<number, Minute[]>()
  const minuteOf = (at: number): Minute => {
    const day = Math.floor(at / DAY) * DAY
    const minutes = days.get(day) ?? watch(campaign_schedule, day, day + DAY)
    days.set(day, minutes)
    return minutes[Math.floor((at - day) / GRID)] as Minute
  }
  const dateOf = ({ at }: Sent) => minuteOf(at).date
  const firsts = sent.filter((one) => sent.find(({ lead }) => lead === one.lead) === one)
  const companyOf = ({ lead }: Sent) => lead.split('@')[1] ?? ''
  return [
    ...[...Map.groupBy(sent, ({ account }) => account)].flatMap(([account, these]) =>
      tooNear(these, (email_gap ?? 9) * MINUTE, `${account} in the campaign`)
    ),
    ...sent
      .filter(({ at }) => !minuteOf(at).open)
      .map(({ at }) => `sent at ${new Date(at).toISOString()}, closed`),
    ...above(countBy(sent, dateOf), daily_limit, 'emails of the campaign on a local day'),
    ...above(countBy(firsts, dateOf), daily_max_leads, 'new leads on a local day'),
    ...above(
      countBy(sent, (one) => `${dateOf(one)} ${companyOf(one)}`),
      limit_emails_per_company_override?.daily_limit,
      'emails to a company on a local day'
    ),
    ...[...Map.groupBy(sent, ({ lead }) => lead).values()].flatMap((these) => outOfStep(campaign, these)),
    ...outOfTurn(campaign, sent)
  ]
}

function tooNear(sent: Sent[], gap: number, who: string): string[] {
  return sent.flatMap(({ at }, index) => {
    const before = sent[index - 1]
    return before && at - before.at < gap
      ? [`${who}: ${(at - before.at) / MINUTE} min, wanted ${gap / MINUTE}`]
      : []
  })
}

const countBy = (sent: Sent[], key: (sent: Sent) => string) =>
  [...Map.groupBy(sent, key)].map(([name, these]) => [name, these.length] as const)

const above = (counts: (readonly [string, number])[], limit: number | null | undefined, what: string) =>
  counts
    .filter(([, count]) => typeof limit === 'number' && count > limit)
    .map(([name, count]) => `${count} ${what}, ${name}, wanted ${limit}`)

const stepsOf = ({ sequences }: Campaign) => sequences?.[0]?.steps ?? []

/** A lead gets every step that has a wording in use, in order, once, after its delay, from one account. */
function outOfStep(campaign: Campaign, sent: Sent[]): string[] {
  const inUse = stepsOf(campaign).flatMap(({ variants }, step) =>
    variants.some(({ v_disabled }) => !v_disabled) ? [step] : []
  )
  return sent.flatMap(({ step, at, account, lead }, index) => {
    const before = sent[index - 1]
    const wrong = []
    if (step !== inUse[index]) wrong.push(`${lead} got step ${step}, wanted ${inUse[index]}`)
    if (!before) return wrong
    const done = stepsOf(campaign)[before.step]
    const delay = (done?.delay ?? 0) * units[done?.delay_unit ?? 'days']
    if (at - before.at < delay)
      wrong.push(`${lead} got step ${step} after ${at - before.at} ms, wanted ${delay}`)
    if (account !== before.account) wrong.push(`${lead} got step ${step} from another account`)
    return wrong
  })
}

/** Those in use, one after the other; emails of one instant may have come in any order. */
function outOfTurn(campaign: Campaign, sent: Sent[]): string[] {
  return stepsOf(campaign).flatMap(({ variants }, step) => {
    const enabled = variants.flatMap(({ v_disabled }, index) => (v_disabled ? [] : [index]))
    const got = sent.filter((one) => one.step === step).map(({ variant }) => variant)
    return enabled.flatMap((variant, turn) => {
      const count = got.filter((one) => one === variant).length
      const wanted = Math.floor((got.length + enabled.length - 1 - turn) / enabled.length)
      return count === wanted
        ? []
        : [`variant ${variant} of step ${step} was sent ${count} times, wanted ${wanted}`]
    })
  })
}

/** An automatic reply sets a lead without interest to out of office and stops nothing; no test plants it. */
const OUT_OF_OFFICE = 0

const stops = ({ type, reason }: Pick<TimelineRow, 'type' | 'reason'>, campaign: Campaign | undefined) =>
  ['email_bounced', 'lead_unsubscribed', 'lead_skipped', 'campaign_completed'].includes(type) ||
  (type === 'lead_interest_changed' && reason !== undefined && reason !== OUT_OF_OFFICE) ||
  (type === 'reply_received' && campaign?.stop_on_reply) ||
  (type === 'auto_reply_received' && campaign?.stop_on_auto_reply)

/** Recorded: a campaign ends within two minutes of its last lead, however that one ended. */
function endedLate(mock: WorkspaceHandle, campaigns: Campaign[]): string[] {
  const log = timelineOf(mock)
  const now = Date.parse(mock.clock.read().now)
  return campaigns.flatMap((campaign) => {
    const leads = mock.entities.leads.list().filter((lead) => lead.campaign === campaign.id)
    if (campaign.is_evergreen || leads.some(({ status }) => status > 0 && status < 3)) return []
    const last = log.findLast((row) => row.campaign === campaign.id && row.lead && stops(row, campaign))
    const status = log.find((row) => row.campaign === campaign.id && row.type === 'campaign_status_changed')
    const late = (status ? Date.parse(status.at) : now) - Date.parse(String(last?.at))
    return late > 2 * MINUTE ? [`a campaign ended ${late / MINUTE} min after its last lead, wanted 2`] : []
  })
}

/** Nothing is sent to a lead after the end of its sequence, nor by a stopped campaign. */
function afterTheEnd(mock: WorkspaceHandle, campaigns: Campaign[]): string[] {
  const leads = mock.entities.leads.list()
  const ended = new Set<string | undefined>()
  const wrong: string[] = []
  for (const { type, lead: id, campaign: campaignId, reason } of timelineOf(mock)) {
    const campaign = campaigns.find((one) => one.id === campaignId)
    const lead = leads.find((one) => one.id === id)
    if (type === 'email_sent' && (ended.has(id) || ended.has(campaignId))) {
      wrong.push(`${lead?.email} was written to after its end`)
    }
    if (stops({ type, reason }, campaign)) ended.add(id)
    if (type === 'campaign_status_changed') ended.add(campaignId)
    if (type !== 'reply_received' || !campaign?.stop_for_company || lead?.company_domain === 'gmail.com')
      continue
    const colleagues = leads.filter(
      (one) => one.campaign === campaignId && one.company_domain === lead?.company_domain && one.id !== id
    )
    for (const colleague of colleagues) ended.add(colleague.id)
  }
  return wrong
}
