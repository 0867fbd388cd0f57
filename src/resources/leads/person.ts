import type { Lead } from './schema.ts'
import type { Variable } from './variables.ts'

/** A person's fields, each with the name of the variable that copies it (recorded). */
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

/** The payload after a change of fields or variables: it follows them, and a null removes its key (a choice). */
export function changedPayload(before: Lead, changes: Partial<Lead>, variables: Payload = {}): Payload {
  const named = fields.filter((field) => changes[field] !== undefined)
  return present([
    ...Object.entries({ ...before.payload }),
    ...Object.entries(variables),
    ...named.map((field): [string, Variable] => [variableNames[field], changes[field] ?? null])
  ])
}

/** The payload of individually created leads contains the target's key (recorded). */
const notVariables = new Set(['email', 'campaign', 'list_id'])

/** The names of the fields and variables that have a value. */
export const variablesOf = ({ payload }: Lead): string[] =>
  Object.entries({ ...payload }).flatMap(([name, value]) =>
    value === '' || notVariables.has(name) ? [] : [name]
  )
