import type { SeedContext } from '../resource.ts'
import type { LeadLabel } from './schema.ts'

type Row = [
  kind: LeadLabel['interest_status_label'],
  label: string,
  description?: string,
  use_with_ai?: boolean
]

const rows: Row[] = [
  ['positive', 'Asked for prices', 'Wants a quote before anything else', true],
  ['positive', 'Trial started', 'Signed up without a call'],
  ['positive', 'Knows a colleague', undefined, true],
  ['positive', 'Demo booked', 'The date is set', false],
  ['positive', 'Rappeler en septembre'],
  ['positive', '折り返し連絡', undefined, true],
  ['negative', 'Uses a competitor', 'Under contract with someone else', true],
  ['negative', 'Too small', undefined, false],
  ['negative', 'Kein Budget', 'Nothing left this year'],
  ['neutral', 'On parental leave', 'Back within a year', true],
  ['neutral', 'Forwarded to a colleague'],
  ['neutral', 'Unclear', 'Someone has to read it', false]
]

/** More than one page of labels, of each kind, numbered as by the service, oldest first. */
export function seed({ world, faker }: SeedContext): LeadLabel[] {
  const today = faker.defaultRefDate().getTime()
  const created = faker.date
    .betweens({ from: today - 330 * DAY, to: today - 200 * DAY, count: rows.length })
    .map((instant) => instant.toISOString())
  const next = { positive: 60, negative: -60, neutral: 10_060 }
  return rows.map(([interest_status_label, label, description, use_with_ai], number) => {
    const interest_status = next[interest_status_label]
    next[interest_status_label] += interest_status_label === 'negative' ? -1 : 1
    return {
      id: world.ids.v4(),
      timestamp_created: String(created[number]),
      created_by: world.owner,
      organization_id: world.organization,
      label,
      interest_status_label,
      interest_status,
      ...(description !== undefined && { description }),
      ...(use_with_ai !== undefined && { use_with_ai })
    }
  })
}
const DAY = 86_400_000
