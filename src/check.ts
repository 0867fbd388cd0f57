import { inspect } from 'node:util'
import type { TRefinement, TSchema } from 'typebox'
import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'
import { Check, Errors, Pointer } from 'typebox/value'
import { nearest } from './nearest.ts'

/** A mistake in a value: the place, and a text that continues the name of that place. */
export type Mistake = {
  path: string[]
  text: string
  /** The unknown member at that place. */
  member?: string
}

/** Deeper values cannot be compared or serialised. */
const DEEPEST = 100

// Per value; the library's default is eight.
Settings.Set({ maxErrors: 100 })

/** The first mistake of a value that does not match the schema, or that JSON cannot represent. */
export const mistakeIn = (schema: TSchema, value: unknown): Mistake | undefined =>
  mistakesIn(schema, value)[0]

/**
 * All mistakes of a value that does not match the schema, or the first thing that JSON cannot represent. Texts follow from
 * the schema; a refinement (`Type.Refine`) has its own.
 */
export function mistakesIn(schema: TSchema, value: unknown): Mistake[] {
  if (!Check(schema, value)) {
    // The alternatives of a union are reported as one mistake.
    const errors = Errors(schema, value).filter(
      ({ keyword, schemaPath }) => keyword !== 'boolean' && !/\/(anyOf|oneOf)\//.test(schemaPath)
    )
    return errors.flatMap((error) => mistakesOf(error, schema, value))
  }
  const unlike = unlikeJson(value, [])
  return unlike ? [unlike] : []
}

function mistakesOf(error: TLocalizedValidationError, schema: TSchema, value: unknown): Mistake[] {
  const path = Pointer.Indices(error.instancePath)
  const found = path.length ? Pointer.Get(Object(value), error.instancePath) : value
  const at = schemaAt(schema, error.schemaPath)
  const properties = Object(at.properties)
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys(properties)
    return error.params.additionalProperties.map((name) => {
      const near = nearest(name, known)
      const text = `has ${name}: ${excerpt(Object(found)[name])}, wanted only ${known.join(', ')}`
      return { path, text: near === undefined ? text : `${text}; did you mean ${near}?`, member: name }
    })
  }
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((name) => ({
      path: [...path, name],
      text: `is missing, wanted ${wanted(Object(properties[name]))}`
    }))
  }
  const near = typeof found === 'string' && nearest(found, (at.enum ?? []).map(String))
  const text = `is ${excerpt(found)}, wanted ${wanted(at)}`
  return [{ path, text: near ? `${text}; did you mean ${near}?` : text }]
}

/** The start of any value on one line, enough to find it by. */
export function excerpt(value: unknown): string {
  const text = inspect(value, { depth: 3, breakLength: Infinity, compact: true })
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

type Shape = {
  '~refine'?: TRefinement[]
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  minItems?: number
  maxItems?: number
  format?: string
  pattern?: string
  examples?: unknown[]
  properties?: object
}

const schemaAt = (schema: TSchema, path: string): Shape => Object(Pointer.Get(schema, path.slice(1)))

/** What a schema accepts, in words; of an alternative to other types, its example says more. */
function wanted(schema: Shape, isAlternative = false): string {
  const { type, anyOf = schema.oneOf, minimum, maximum, minLength, minItems, maxItems } = schema
  const [example] = schema.examples ?? []
  const [refinement] = schema['~refine'] ?? []
  if (refinement) return refinement.error(undefined)
  if (anyOf) return anyOf.map((one) => wanted(one, true)).join(', or ')
  if (schema.enum) return `one of ${schema.enum.join(', ')}`
  if ('const' in schema) return String(schema.const)
  if (type === 'boolean') return 'true or false'
  if (type === 'null') return 'null'
  if (type === 'number' || type === 'integer') {
    const what = type === 'number' ? 'a number' : 'a whole number'
    if (minimum === undefined) return what
    return maximum === undefined ? `${what} of at least ${minimum}` : `${what} from ${minimum} to ${maximum}`
  }
  if (type === 'array' && example) return `a list such as ${excerpt(example)}`
  if (type === 'array' && maxItems) return `a list of ${minItems ?? 0} to ${maxItems}`
  if (type === 'array') return minItems ? 'a list that is not empty' : 'a list'
  if (Array.isArray(type)) return type.map((one) => wanted({ ...schema, type: one })).join(', or ')
  if (type !== 'string')
    return isAlternative && example ? `an object such as ${excerpt(example)}` : 'an object'
  const what = formats[schema.format ?? ''] ?? (minLength ? 'a text that is not empty' : 'a text')
  return schema.format || schema.pattern ? `${what} such as ${example}` : what
}

/** The formats in words. */
const formats: Record<string, string> = {
  uuid: 'a UUID',
  email: 'an email address',
  date: 'a day',
  'date-time': 'an instant'
}

function unlikeJson(value: unknown, path: string[]): Mistake | undefined {
  if (path.length > DEEPEST) {
    return { path: [], text: `is nested more than ${DEEPEST} deep, wanted a value that ends` }
  }
  if (!isJson(value)) return { path, text: `is ${excerpt(value)}, wanted what JSON can hold` }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const mistake = unlikeJson(inner, [...path, name])
    if (mistake) return mistake
  }
  return undefined
}

/** Identified by its tag, because an object of another realm, as in Jest, has a different prototype. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
  }
  return ['string', 'boolean', 'undefined', 'object'].includes(typeof value)
}
