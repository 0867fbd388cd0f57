import {
  type Static,
  type TArrayOptions,
  type TNumberOptions,
  type TSchema,
  type TSchemaOptions,
  type TStringOptions,
  Type
} from 'typebox'
import type { JsonDocument } from '../world/document.ts'

export const exampleId = 'f9cc070d-8dba-4341-b847-f083c358e460'
export const exampleWorkspace = '3f1c2b6e-6d0c-4a53-9f43-5ac0ac5f8c11'
export const exampleTime = '2026-01-15T09:30:00.000Z'
export const exampleEmail = 'anna@example.com'

export const text = (description: string, example: string, options?: TStringOptions) =>
  Type.String({ description, examples: [example], ...options })
export const number = (description: string, example: number, options?: TNumberOptions) =>
  Type.Number({ description, examples: [example], ...options })
export const integer = (description: string, example: number, options?: TNumberOptions) =>
  Type.Integer({ description, examples: [example], ...options })
export const flag = (description: string, example = false, options?: TSchemaOptions) =>
  Type.Boolean({ description, examples: [example], ...options })
export const email = (description: string, example = exampleEmail) =>
  text(description, example, { format: 'email' })
export const listOf = <T extends TSchema>(items: T, description: string, options?: TArrayOptions) =>
  Type.Array(items, { description, ...options })

/** An object whose keys are data: `mapOf(Day, 'The days by date.')`. */
export const mapOf = <T extends TSchema>(values: T, description: string, options?: TSchemaOptions) =>
  Type.Unsafe<Record<string, Static<T>>>({
    type: 'object',
    description,
    additionalProperties: values,
    ...options
  })

/**
 * `type: [x, 'null']`, as in the contract's requests: coercion tries the types in this order. Its entities name null
 * first, which makes no difference, because nothing coerces them. A union of schemas would turn a null into '' or 0.
 */
export const nullable = <T extends TSchema & { type: string }>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: [schema.type, 'null'] })

/** For properties of answers that bodies do not accept. */
export const readOnly = { readOnly: true }

/** A field of an entity that may be absent, and may be null. */
export const maybe = <T extends TSchema & { type: string }>(schema: T) => Type.Optional(nullable(schema))

/** A closed set of values, each with its meaning, which the documentation shows. */
export const oneOf = <const V extends string | number>(
  what: string,
  values: readonly V[],
  meanings: Record<`${V}`, string>,
  options: TSchemaOptions = {}
) => {
  const listed = values.map((value) => `\`${value}\` ${meanings[`${value}`]}`).join(', ')
  return Type.Unsafe<V>({
    type: typeof values[0],
    description: `${what}: ${listed}.`,
    enum: [...values],
    'x-enumDescriptions': meanings,
    examples: [values[0]],
    ...options
  }) as ReturnType<typeof Type.Unsafe<V>> & { type: string }
}

/** The same for strings, whose meanings are the values themselves. */
export const wordOf = <const V extends string>(
  what: string,
  meanings: Record<V, string>,
  options?: TSchemaOptions
) => oneOf<V>(what, Object.keys(meanings) as V[], meanings as Record<`${V}`, string>, options)

/**
 * An entity in an answer: sent from its stored text, published as a reference to its shared schema.
 * @param overrides replaces fields of the entity's example in this answer; null removes one
 */
export const entity = <T extends TSchema & { $id?: string }>(
  schema: T,
  description: string,
  overrides?: { [Name in keyof Static<T>]?: Static<T>[Name] | null }
) =>
  Type.Unsafe<JsonDocument<Static<T>>>({
    description,
    $ref: `${schema.$id}#`,
    ...(overrides && { examples: [overrides] })
  })

/** Several entities in an answer, as a bare array. */
export const entities = <T extends TSchema & { $id?: string }>(schema: T, description: string) =>
  Type.Unsafe<JsonDocument<Static<T>[]>>({
    type: 'array',
    description,
    items: { $ref: `${schema.$id}#` }
  })

export const id = (description: string) => Type.String({ description, readOnly: true, examples: [exampleId] })

/** The contract states no format for campaigns and jobs; here all ids are UUIDs, imported or not. */
export const instant = (description: string) =>
  Type.String({ description, format: 'date-time', readOnly: true, examples: [exampleTime] })

/** `{id}` in a path, where it must have the form of a UUID. */
export const idInPath = (of: string) =>
  Type.Object({ id: text(`The id of the ${of}.`, exampleId, { format: 'uuid' }) })

/** `{id}` in a path, if the contract accepts any text. */
export const anyIdInPath = (of: string) => Type.Object({ id: text(`The id of the ${of}.`, exampleId) })

export const startingAfter = (cursor: string) =>
  Type.Optional(
    Type.String({
      description: 'Where the page starts: the `next_starting_after` of the previous page.',
      examples: [cursor]
    })
  )

/** The start and length of a page; `cursor` is an example. */
export const pageQuery = (cursor = exampleId) => ({
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      description: 'Maximum number of items; 10 by default.',
      examples: [10]
    })
  ),
  starting_after: startingAfter(cursor)
})

/** The direction of a list, given with its sort column. */
export const sortOrder = () =>
  Type.Optional(
    wordOf('Which way to sort', { asc: 'from the lowest', desc: 'from the highest, the default' })
  )

/** One or more ids, separated by commas; the parameter may be repeated instead. */
export const idList = (description: string, example = exampleId) =>
  Type.Optional(text(description, `${example},${example}`))

/** The values of a comma-separated parameter; undefined for none. */
export const valuesOf = (list: string | undefined): string[] | undefined =>
  list ? list.split(',').map((value) => value.trim()) : undefined
