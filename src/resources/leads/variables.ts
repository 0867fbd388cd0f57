import { Type } from 'typebox'
import { mapOf, readOnly, text } from '../schemas.ts'

export type Variable = string | number | boolean | null

/** Custom variables in requests: flat, as the service refuses objects and arrays. */
export const customVariables = Type.Optional(
  mapOf(
    Type.Unsafe<Variable>({ type: ['string', 'number', 'boolean', 'null'] }),
    'Custom variables by name, for the emails of the campaign. They are stored in `payload`.',
    { examples: [{ favouriteTea: 'Assam', pastCustomer: true }] }
  )
)

const { properties } = Type.Object({
  firstName: Type.Optional(text('The first name.', 'Ben')),
  lastName: Type.Optional(text('The last name.', 'Example')),
  companyName: Type.Optional(text('The company.', 'Example Ltd')),
  jobTitle: Type.Optional(text('The position.', 'Head of Tea')),
  website: Type.Optional(text('The website.', 'https://example.org')),
  phone: Type.Optional(text('The phone number.', '+44 20 7946 0000')),
  personalization: Type.Optional(text('The personal sentence for this lead.', 'I liked your talk on tea.'))
})

export const payload = Type.Optional(
  Type.Unsafe<Record<string, Variable> | null>({
    type: ['object', 'null'],
    description: 'All variables of the lead by name, built-in and custom.',
    ...readOnly,
    properties,
    additionalProperties: { type: ['null', 'string', 'number', 'boolean', 'object'] },
    examples: [{ firstName: 'Ben', favouriteTea: 'Assam' }]
  })
)
