import type { EventType, WorldEvent } from '../../src/world/events.ts'

/** The events of the log. */
export type Happened = Omit<WorldEvent, 'number'>

const TEN_MINUTES = 600_000
const engaging = ['email_sent', 'email_opened', 'link_clicked', 'reply_received', 'auto_reply_received']
const activity = [...engaging, 'email_bounced', 'lead_unsubscribed', 'lead_interest_changed']

const distinct = <T>(values: T[]): number => new Set(values).size
export const dateOf = ({ at }: { at: number }) => new Date(at).toISOString().slice(0, 10)
const ofType = (events: Happened[], type: EventType) => events.filter((event) => event.type === type)

/** The first of each type for each lead; events come in order, and a lead is in one campaign. */
const firsts = (events: Happened[]) =>
  events.filter(
    (event) => events.find(({ type, lead }) => type === event.type && lead === event.lead) === event
  )

/** The changes to a good sign, one in ten minutes for each lead. */
export function opportunities(events: Happened[]): Happened[] {
  const counted: Happened[] = []
  for (const change of ofType(events, 'lead_interest_changed')) {
    const before = counted.findLast(({ lead }) => lead === change.lead)
    if (!before || change.at - before.at >= TEN_MINUTES) counted.push(change)
  }
  return counted.filter(({ value }) => Number(value) >= 1 && Number(value) <= 4)
}

/** Each lead's first. */
const firstOfLeads = (events: Happened[]) =>
  events.filter((event) => events.find(({ lead }) => lead === event.lead) === event)

type Window = { from: number; to: number }
const inside = (events: Happened[], { from, to }: Window) => events.filter(({ at }) => from <= at && at <= to)

export function overview(events: Happened[], window: Window, isExpanded: boolean) {
  const these = inside(events, window)
  const thrice = (name: string, type: EventType) => {
    const all = ofType(these, type)
    return {
      [name]: all.length,
      [`${name}_unique`]: distinct(all.map(({ lead }) => lead)),
      [`${name}_unique_by_step`]: distinct(
        all.map(({ lead, subsequence, step }) => JSON.stringify([lead, subsequence, step]))
      )
    }
  }
  const leads = (type: EventType) => distinct(ofType(these, type).map(({ lead }) => lead))
  const found = inside(opportunities(events), window)
  const counted = isExpanded ? found : firstOfLeads(found)
  const times = (interest: number) => counted.filter(({ value }) => value === interest).length
  return {
    ...thrice('open_count', 'email_opened'),
    ...thrice('link_click_count', 'link_clicked'),
    ...thrice('reply_count', 'reply_received'),
    ...thrice('reply_count_automatic', 'auto_reply_received'),
    bounced_count: leads('email_bounced'),
    unsubscribed_count: leads('lead_unsubscribed'),
    completed_count: 0,
    emails_sent_count: ofType(these, 'email_sent').length,
    contacted_count: leads('email_sent'),
    new_leads_contacted_count: ofType(inside(firsts(events), window), 'email_sent').length,
    total_opportunities: counted.length,
    total_opportunity_value: 0,
    total_interested: times(1),
    total_meeting_booked: times(2),
    total_meeting_completed: times(3),
    total_closed: times(4)
  }
}

/** What all rows but those of campaigns have; `unique` are the events that count as unique. */
function engagement(these: Happened[], unique: (type: EventType) => number) {
  const count = (type: EventType) => ofType(these, type).length
  return {
    sent: count('email_sent'),
    opened: count('email_opened'),
    unique_opened: unique('email_opened'),
    replies: count('reply_received'),
    unique_replies: unique('reply_received'),
    replies_automatic: count('auto_reply_received'),
    unique_replies_automatic: unique('auto_reply_received'),
    clicks: count('link_clicked'),
    unique_clicks: unique('link_clicked')
  }
}

/** The figures of a day; `first` are the events that are the first of their type for their lead. */
function dayOf(these: Happened[], first: Happened[]) {
  const unique = (type: EventType) =>
    ofType(
      these.filter((event) => first.includes(event)),
      type
    ).length
  return {
    ...engagement(these, unique),
    contacted: distinct(ofType(these, 'email_sent').map(({ lead }) => lead)),
    new_leads_contacted: unique('email_sent')
  }
}

const isActivity = ({ type }: Happened) => activity.includes(type)

/** The campaigns in which something happened, from the highest id. */
export const active = (events: Happened[], window: Window) =>
  [
    ...new Set(
      inside(events, window)
        .filter(isActivity)
        .map(({ campaign = '' }) => campaign)
    )
  ]
    .toSorted()
    .toReversed()

export function daily(events: Happened[], window: Window) {
  const days = Map.groupBy(inside(events, window).filter(isActivity), dateOf)
  const found = opportunities(events)
  const unique = firstOfLeads(found)
  const on = (date: string) => (event: Happened) => dateOf(event) === date
  return [...days].map(([date, these]) => ({
    date,
    ...dayOf(these, firsts(events)),
    opportunities: found.filter(on(date)).length,
    unique_opportunities: unique.filter(on(date)).length
  }))
}

export function steps(events: Happened[]) {
  const all = events.filter(({ type }) => engaging.includes(type))
  const places = Map.groupBy(all, ({ step, variant }) => JSON.stringify([step ?? null, variant ?? null]))
  return [...places].map(([place, these]) => {
    const [step, variant] = JSON.parse(place).map((number: number | null) => number?.toString() ?? null)
    const leads = (type: EventType) => distinct(ofType(these, type).map(({ lead }) => lead))
    return { step, variant, ...engagement(these, leads) }
  })
}

/** Without the row of no account. */
export function accounts(events: Happened[], window: Window) {
  const these = inside(events, window).filter(isActivity)
  const rows = Map.groupBy(these, (event) => `${dateOf(event)} ${event.account}`)
  return [...rows.keys()].toSorted().map((key) => {
    const [date, email_account] = key.split(' ')
    const row = rows.get(key) ?? []
    return {
      date,
      email_account,
      bounced: ofType(row, 'email_bounced').length,
      ...dayOf(row, firsts(events))
    }
  })
}
