import type { Lead } from './schema.ts'
import type { Variable } from './variables.ts'

/** What is written for a person, and the name of the variable that copies it (recorded). */
const variableNames = {
  first_name: 'firstName',
  last_name: 'lastName',
  company_name: 'companyName',
  job_title: 'jobTitle',
  website: 'website',
  phone: 'phone',
  personalization: 'personalization'
} as const

type Field = keyof typeof variableNames
type Payload = Record<string, Variable>
type Fields = Pick<Lead, Field | 'email'>

const fields = Object.keys(variableNames) as Field[]

const copied = (lead: Fields): [string, Variable][] => [
  ...fields.map((field): [string, Variable] => [variableNames[field], lead[field] ?? null]),
  ['email', lead.email ?? null]
]

/** The last value of each name; nulls are left out, as everywhere. */
const present = (entries: [string, Variable][]): Payload =>
  Object.fromEntries([...new Map(entries)].filter(([, value]) => value !== null))

/** A flat copy of the fields in camel case, with the custom variables (recorded). */
export const payloadOf = (lead: Fields, variables: Payload = {}): Payload =>
  present([...Object.entries(variables), ...copied(lead).filter(([, value]) => value !== null)])

/** The payload after the fields or variables were changed: in step with those, a null removes its key (a choice). */
export function changedPayload(before: Lead, changes: Partial<Lead>, variables: Payload = {}): Payload {
  const named = fields.filter((field) => changes[field] !== undefined)
  return present([
    ...Object.entries({ ...before.payload }),
    ...Object.entries(variables),
    ...named.map((field): [string, Variable] => [variableNames[field], changes[field] ?? null])
  ])
}

/** The target's key is in the payload of leads that were made one by one (recorded). */
const notVariables = new Set(['email', 'campaign', 'list_id'])

/** The names of what the lead has a value for. */
export const variablesOf = ({ payload }: Lead): string[] =>
  Object.entries({ ...payload }).flatMap(([name, value]) =>
    value === '' || notVariables.has(name) ? [] : [name]
  )
