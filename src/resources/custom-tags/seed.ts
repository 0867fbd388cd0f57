import type { Soil } from '../room.ts'
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

/** More tags than one page, some with a description and some without. */
export function seed({ world, faker }: Soil): CustomTag[] {
  return labels.map((label, index) => {
    const created = faker.date.past({ years: 1 }).toISOString()
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
