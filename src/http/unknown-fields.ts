import type { FastifyInstance } from 'fastify'
import { type Coerced, coercedIn } from './coercion.ts'

/** The paths of a request's unknown fields: `campaign_schedule.nonsense`. */
export type UnknownFields = { body: string[]; query: string[] }

export type FindUnknownFields = (
  operationId: string | undefined,
  sent: string | undefined,
  query: object
) => UnknownFields

/** The values of a body that the service coerces. */
export type FindCoerced = (operationId: string | undefined, sent: string | undefined) => Coerced[]

type Shape = {
  type?: unknown
  properties?: Record<string, Shape>
  additionalProperties?: unknown
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
}
type Schemas = { body?: Shape; querystring?: Shape; takesNoBody: boolean }

/** For operations without a schema: everything is unknown. */
const nothing: Shape = { properties: {} }

/** Collects the operations' schemas, and finds what the service silently drops or coerces in a request. */
export function createUnknownFields() {
  const schemas = new Map<string, Schemas>()

  const watch = (app: FastifyInstance): void => {
    app.addHook('onRoute', ({ schema, method }) => {
      if (!schema?.operationId || schema.hide || method === 'HEAD') return
      const { body, querystring } = schema as { body?: Shape; querystring?: Shape }
      schemas.set(schema.operationId, { body, querystring, takesNoBody: method === 'DELETE' && !body })
    })
  }
  const schemasOf = (operationId = '') => schemas.get(operationId)
  const find: FindUnknownFields = (operationId, sent, query) => {
    const known = schemasOf(operationId)
    if (!known) return { body: [], query: [] }
    const body = parse(sent)
    if (known.takesNoBody && body !== undefined && body !== null) return { body: ['(body)'], query: [] }
    return {
      body: unknownIn(known.body ?? nothing, body),
      query: unknownIn(known.querystring ?? nothing, query)
    }
  }
  const findCoerced: FindCoerced = (operationId, sent) => {
    const { body } = schemasOf(operationId) ?? {}
    const value = parse(sent)
    return body && value !== undefined ? coercedIn(body, value) : []
  }
  return { watch, find, findCoerced }
}

function parse(sent: string | undefined): unknown {
  try {
    return sent === undefined ? undefined : JSON.parse(sent)
  } catch {
    return undefined
  }
}

function unknownIn(shape: Shape, value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  const ways = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].filter((way) => describes(way, value))
  if (ways.length) return knownToNone(ways.map((way) => unknownIn(way, value, at)))
  const { properties, items, additionalProperties = false } = shape
  if (Array.isArray(value)) {
    return items ? value.flatMap((item, index) => unknownIn(items, item, `${at}[${index}]`)) : []
  }
  if (!properties) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = at ? `${at}.${name}` : name
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (property) return unknownIn(property, inner, place)
    return additionalProperties === false ? [place] : []
  })
}

/** Whether an alternative describes the content of the value. */
const describes = ({ type, properties, items, anyOf, oneOf }: Shape, value: object) =>
  Array.isArray(value) ? items !== undefined : Boolean(properties ?? anyOf ?? oneOf) || type === 'object'

const knownToNone = ([first = [], ...others]: string[][]) =>
  first.filter((place) => others.every((places) => places.includes(place)))
