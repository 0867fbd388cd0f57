import type { SeedContext } from '../resource.ts'
import type { LeadList } from './schema.ts'

const names = [
  'Spring fair visitors',
  'Webinar sign-ups',
  'Agencies in Europe',
  'Newsletter readers',
  'Lost last year',
  'Kunden in Österreich',
  'Éditeurs parisiens',
  '東京の見込み客',
  'Website visitors',
  'Partners',
  'Conference speakers',
  'Old customers',
  'To be checked'
]

/** More than one page of lists, created in the half year before the date of the seed; two share a name. */
export const seed = ({ world, faker }: SeedContext): LeadList[] =>
  [...names, 'Partners'].map((name, number) => ({
    id: world.ids.v4(),
    organization_id: world.organization,
    ...(number % 3 === 0 && { has_enrichment_task: number % 2 === 0 }),
    ...(number % 4 === 0 && { owned_by: world.owner }),
    name,
    timestamp_created: faker.date.recent({ days: 180 }).toISOString()
  }))
