import { invalid } from '../errors.ts'

/**
 * A value that is kept as the JSON which goes on the wire, as text or as its bytes, so that reading one costs no parse
 * and no stringify. The serialiser sends `wire` as it is; code that needs to look inside asks for `value`.
 */
export class Stored<T> {
  readonly wire: string | Buffer

  constructor(wire: string | Buffer) {
    this.wire = wire
  }

  get value(): T {
    return JSON.parse(String(this.wire)) as T
  }
}

type Shape = { properties?: Record<string, Shape>; items?: Shape }

/**
 * The value as the service would write it: the schema's properties in the schema's order and nothing else, and
 * absent instead of null (recorded: unset fields are never written).
 */
export function wireForm(schema: object, value: unknown): unknown {
  const { properties, items } = schema as Shape
  if (value === Infinity || value === -Infinity) throw invalid('body must hold finite numbers only')
  if (Array.isArray(value)) return items ? value.map((item) => wireForm(items, item)) : value
  if (typeof value !== 'object' || value === null || !properties) return value
  const given = value as Record<string, unknown>
  const written = Object.entries(properties).flatMap(([name, property]) => {
    const inner = Object.hasOwn(given, name) ? given[name] : undefined
    return inner === undefined || inner === null ? [] : [[name, wireForm(property, inner)]]
  })
  return Object.fromEntries(written)
}
