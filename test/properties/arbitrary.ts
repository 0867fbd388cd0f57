import fc from 'fast-check'

/** As much of JSON Schema as the bodies of the API use. */
export type Schema = {
  type?: string | string[]
  enum?: unknown[]
  default?: unknown
  pattern?: string
  format?: string
  minLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  minProperties?: number
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
}

export const isNullable = ({ type }: Schema) => Array.isArray(type) && type.includes('null')
export const typeOf = ({ type }: Schema) => [type].flat().find((name) => name !== 'null')

/** Halves of surrogate pairs and NUL characters are refused. */
const isStorable = (value: string) => value.isWellFormed() && !value.includes('\0')
/** Any text of Unicode that a database keeps. */
const text = (constraints: fc.StringConstraints = {}) =>
  fc.string({ unit: 'binary', maxLength: 12, ...constraints }).filter(isStorable)

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const formats: Record<string, fc.Arbitrary<string>> = {
  email: fc.stringMatching(/^[a-z0-9]{1,8}@[a-z0-9]{1,8}\.(com|org)$/),
  date: day.map((date) => date.toISOString().slice(0, 10))
}

/** Values that meet the schema. */
export function valid(schema: Schema): fc.Arbitrary<unknown> {
  const value = filled(schema)
  return isNullable(schema) ? fc.option(value, { freq: 5 }) : value
}

function filled(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const { minimum: min, maximum: max } = schema
  switch (typeOf(schema)) {
    case 'string':
      return string(schema)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min, max })
    case 'number':
      return fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
    case 'array':
      return fc.array(valid(schema.items ?? {}), { minLength: schema.minItems, maxLength: 3 })
    case 'object':
      return object(schema)
  }
  throw new Error(`no values for ${JSON.stringify(schema)}`)
}

function string({ format, pattern, minLength }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) {
    return fc.stringMatching(new RegExp(pattern, 'u')).filter((value) => isStorable(value))
  }
  if (format === undefined) return text({ minLength })
  const known = formats[format]
  if (!known) throw new Error(`no values of the format ${format}`)
  return known
}

/** All required fields, some of the optional ones, and sometimes an unknown one. */
function object({ properties = {}, required = [], minProperties = 0 }: Schema) {
  const known = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, valid(inner)]))
  return fc
    .record(known, { requiredKeys: required, noNullPrototype: true })
    .filter((value) => Object.keys(value).length >= minProperties)
    .chain((value) =>
      fc.option(text(), { freq: 4 }).map((unknown) => (unknown === null ? value : { ...value, unknown }))
    )
}

/** What reads back after `sent`: nulls and unknown fields are gone, defaults are there. */
export function kept(schema: Schema, sent: unknown): unknown {
  if (Array.isArray(sent)) return sent.map((item) => kept(schema.items ?? {}, item))
  if (typeof sent !== 'object' || sent === null) return sent
  const given = sent as Record<string, unknown>
  const entries = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const value = given[name] === undefined ? inner.default : given[name]
    return value === undefined || value === null ? [] : [[name, kept(inner, value)]]
  })
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)))
}
