import { inspect } from 'node:util'
import type { TRefinement, TSchema } from 'typebox'
import { Errors, Pointer } from 'typebox/value'

/** What is wrong with a value: where in it, and a text that goes after the name of that place. */
export type Mistake = { path: string[]; text: string }

/** Deeper values than this cannot be compared or written. */
const DEEPEST = 100

/**
 * The first mistake of a value that a schema does not take, or that JSON cannot hold. What is wanted is told in the
 * words of the schema; a refinement (`Type.Refine`) brings its own.
 */
export function mistakeIn(schema: TSchema, value: unknown): Mistake | undefined {
  // The ways in which a union could have been right are told as one.
  const error = Errors(schema, value).find(
    ({ keyword, schemaPath }) => keyword !== 'boolean' && !schemaPath.includes('/anyOf/')
  )
  if (!error) return unlikeJson(value, [])
  const path = Pointer.Indices(error.instancePath)
  const found = path.length ? Pointer.Get(Object(value), error.instancePath) : value
  const at = schemaAt(schema, error.schemaPath)
  if (error.keyword === 'additionalProperties') {
    const [name = ''] = error.params.additionalProperties
    const known = Object.keys(at.properties ?? {}).join(', ')
    return { path, text: `has ${name}: ${excerpt(Object(found)[name])}, wanted only ${known}` }
  }
  if (error.keyword === 'required') {
    const [name = ''] = error.params.requiredProperties
    return { path: [...path, name], text: `is missing, wanted ${wanted(Object(at.properties)[name])}` }
  }
  return { path, text: `is ${excerpt(found)}, wanted ${wanted(at)}` }
}

/** The start of any value in one line, enough to find it by. */
export function excerpt(value: unknown): string {
  const text = inspect(value, { depth: 3, breakLength: Infinity, compact: true })
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

type Shape = {
  '~refine'?: TRefinement[]
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Shape[]
  const?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  examples?: unknown[]
  properties?: object
}

const schemaAt = (schema: TSchema, path: string): Shape => Object(Pointer.Get(schema, path.slice(1)))

/** What a schema takes, in words. */
function wanted(schema: Shape): string {
  const { type, anyOf, minimum, maximum, minLength } = schema
  const [example] = schema.examples ?? []
  const [refinement] = schema['~refine'] ?? []
  if (refinement) return refinement.error(undefined)
  if (anyOf) return anyOf.map(wanted).join(', or ')
  if (schema.enum) return `one of ${schema.enum.join(', ')}`
  if ('const' in schema) return String(schema.const)
  if (type === 'boolean') return 'true or false'
  if (type === 'null') return 'null'
  if (type === 'number') return 'a number'
  if (type === 'integer' && maximum === undefined) return `a whole number of at least ${minimum ?? 0}`
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`
  if (type === 'array' && example) return `a list such as ${excerpt(example)}`
  if (type === 'array') return 'a list that is not empty'
  if (type !== 'string') return 'an object'
  return minLength ? 'a text that is not empty' : 'a text'
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

/** By its tag, because an object of another realm, as in Jest, has another prototype. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
  }
  return ['string', 'boolean', 'undefined', 'object'].includes(typeof value)
}
