import type { SeedContext } from '../resource.ts'
import type { CustomTag } from './schema.ts'

const labels = [
  'Important',
  'Hot',
  'Nurture',
  'Agency',
  'Enterprise',
  'Q3',
  'Q4',
  'Événementiel',
  'Überprüfen',
  '日本',
  'Warm introduction',
  'Do not touch',
  'Test',
  'Old'
]

const DAY = 86_400_000

/** More than one page of tags, some with a description, created a year ago: before the resources that have them. */
export function seed({ world, faker }: SeedContext): CustomTag[] {
  const today = faker.defaultRefDate().getTime()
  return labels.map((label, index) => {
    const created = faker.date.between({ from: today - 360 * DAY, to: today - 330 * DAY }).toISOString()
    return {
      id: world.ids.v4(),
      timestamp_created: created,
      timestamp_updated: created,
      organization_id: world.organization,
      label,
      ...(index % 2 ? {} : { description: faker.company.catchPhrase() })
    }
  })
}
