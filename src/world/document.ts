import { invalid } from '../errors.ts'

/**
 * A value kept as the JSON that goes on the wire, as text or as its bytes, so that reading one costs no parse and no
 * stringify. The serialiser sends `wire` as it is; code that needs to look inside asks for `value`.
 */
export class JsonDocument<T> {
  readonly wire: string | Buffer

  constructor(wire: string | Buffer) {
    this.wire = wire
  }

  get value(): T {
    return JSON.parse(String(this.wire)) as T
  }
}

type Shape = {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: boolean | Shape
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  'x-keyOrder'?: 'given'
}

/** Writes a value as JSON. */
type Writer = (value: unknown) => string

/** By their schema: to make one takes longer than to open a workspace. */
const writers = new WeakMap<object, Writer>()

/**
 * Writes values as the service's serialiser does: the required properties in the schema's order, then the other declared
 * ones, then undeclared ones where the schema allows them. Unset properties are left out, nulls too (both recorded).
 * Undeclared ones come sorted, as from a column of JSON, unless the schema says that they keep the order they came in.
 */
export function writerOf(schema: object): Writer {
  const known = writers.get(schema)
  if (known) return known
  const writer = makeWriter(schema)
  writers.set(schema, writer)
  return writer
}

function makeWriter(shape: Shape): Writer {
  const { properties, additionalProperties, items, anyOf, oneOf } = shape
  const alternatives = anyOf ?? oneOf
  if (alternatives) return (value) => writerOf(alternatives.find((one) => fits(one, value)) ?? {})(value)
  const item = items && writerOf(items)
  const object = properties || additionalProperties ? objectWriter(shape) : plain
  return (value) => {
    if (Array.isArray(value)) return item ? `[${value.map(item).join()}]` : plain(value)
    return typeof value === 'object' && value !== null ? object(value) : plain(value)
  }
}

function plain(value: unknown): string {
  if (value === Infinity || value === -Infinity) throw invalid('body must hold finite numbers only')
  return JSON.stringify(value)
}

function objectWriter({
  properties = {},
  required = [],
  additionalProperties: additional,
  'x-keyOrder': order
}: Shape): Writer {
  const names = Object.keys(properties)
  const ordered = [
    ...names.filter((name) => required.includes(name)),
    ...names.filter((name) => !required.includes(name))
  ]
  const fields = ordered.map(
    (name) => [name, `${JSON.stringify(name)}:`, writerOf(properties[name] ?? {})] as const
  )
  const undeclared = writerOf(Object(additional))
  return (value) => {
    const given = Object(value) as Record<string, unknown>
    const members: string[] = []
    for (const [name, label, write] of fields) {
      const inner = Object.hasOwn(given, name) ? given[name] : undefined
      if (inner !== undefined && inner !== null) members.push(label + write(inner))
    }
    if (additional) {
      const others = Object.keys(given).filter((name) => !Object.hasOwn(properties, name))
      for (const name of order ? others : others.sort(asInDatabase)) {
        if (given[name] !== undefined) members.push(`${JSON.stringify(name)}:${undeclared(given[name])}`)
      }
    }
    return `{${members.join()}}`
  }
}

/** Shorter names first, then by their bytes: the order of the service's database, not of what was sent (recorded). */
function asInDatabase(a: string, b: string): number {
  const [bytes, others] = [Buffer.from(a), Buffer.from(b)]
  return bytes.length - others.length || bytes.compare(others)
}

/** Whether the value is meant by this alternative: of its type, with what it requires. */
function fits({ type, enum: values, required = [] }: Shape, value: unknown): boolean {
  if (values && !values.includes(value)) return false
  if (type && ![type].flat().includes(typeOf(value)) && !(typeOf(value) === 'number' && type === 'integer'))
    return false
  return required.every((name) => Object(value)[name] !== undefined)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
