import type { Faker } from '@faker-js/faker'
import type { Campaign } from '../campaigns/schema.ts'
import { domainOf } from './address.ts'
import { payloadOf } from './person.ts'
import type { Lead } from './schema.ts'
import type { Variable } from './variables.ts'

const firstNames = ['Zoë', 'Łukasz', 'Søren', '美咲', 'Ñusta', 'Ольга']
const domains = ['example.com', 'example.org', 'example.net', 'mail.example.com', 'tea.test']

export type Person = Pick<
  Lead,
  | 'email'
  | 'first_name'
  | 'last_name'
  | 'company_name'
  | 'job_title'
  | 'phone'
  | 'website'
  | 'personalization'
>

/** Each person has a unique address. */
export function person(index: number, faker: Faker): Person {
  const first_name = index % 7 ? faker.person.firstName() : firstNames[(index / 7) % firstNames.length]
  const last_name = faker.person.lastName()
  const domain = domains[index % domains.length]
  const local = faker.helpers.slugify(`${last_name}-${index}`).toLowerCase()
  return {
    email: `${local}@${domain}`,
    first_name,
    last_name,
    company_name: faker.company.name(),
    job_title: faker.person.jobTitle(),
    phone: `+1 555 01${String(index % 100).padStart(2, '0')}`,
    website: `https://${domain}`,
    personalization: `I liked what you said about ${faker.company.buzzNoun()}.`
  }
}

const freeVariables = { favouriteTea: 'Assam', employees: 12, pastCustomer: true }

/** A value of any type. */
const variableOf = (index: number, faker: Faker): Variable =>
  faker.helpers.arrayElement([faker.commerce.product(), index, index % 2 === 0])

/** A lead in a campaign has only its variables, and the email; others have about half of all fields. */
export function fieldsOf(known: Person, index: number, campaign: Campaign | undefined, faker: Faker) {
  const fields = campaign ? inCampaign(known, campaign) : outside(known, index, faker)
  const custom = campaign
    ? Object.keys(campaign.custom_variables ?? {}).map((name): [string, Variable] => [
        name,
        variableOf(index, faker)
      ])
    : Object.entries(freeVariables).filter(() => faker.datatype.boolean())
  return {
    ...fields,
    company_domain: domainOf(fields.email),
    payload: payloadOf(fields, Object.fromEntries(custom))
  }
}

function inCampaign(known: Person, { core_variables }: Campaign): Person {
  const { email, first_name, company_name } = known
  return core_variables ? { email, first_name, company_name } : { email }
}

/** Some have no email, but then a name. */
function outside({ email, first_name, last_name, ...others }: Person, index: number, faker: Faker): Person {
  const some = Object.fromEntries(Object.entries(others).filter(() => faker.datatype.boolean()))
  const reached = index % 20 === 9 || index % 20 === 7 ? {} : { email }
  return {
    ...reached,
    ...(index % 3 && { first_name }),
    ...((index % 2 || !('email' in reached)) && { last_name }),
    ...some
  }
}
