import { invalid } from '../errors.ts'

/**
 * A value stored as its JSON on the wire, as text or bytes, so that reading one costs no parse and no stringify. The
 * serialiser sends `wire` verbatim; code that needs the content asks for `value`.
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

/** Serialises a value. */
type Writer = (value: unknown) => string

/** Cached by schema: making one takes longer than opening a workspace. */
const writers = new WeakMap<object, Writer>()

/**
 * Serialises values like the service: required properties in schema order, then the other declared ones, then
 * undeclared ones if the schema allows them. Unset properties and nulls are left out (both recorded). Undeclared ones
 * are sorted, as from a JSON column, unless the schema keeps their given order.
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
  if (items) {
    const item = writerOf(items)
    return (value) => (Array.isArray(value) ? `[${value.map(item).join()}]` : plain(value))
  }
  if (!properties && !additionalProperties) return plain
  const object = objectWriter(shape)
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
  return (value) => (isObject(value) ? object(value) : plain(value))
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
  const declared = Object.entries(properties)
  const ordered = [
    ...declared.filter(([name]) => required.includes(name)),
    ...declared.filter(([name]) => !required.includes(name))
  ]
  const fields = ordered.map(([name, inner]) => [name, `${JSON.stringify(name)}:`, writerOf(inner)] as const)
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

/** Shorter names first, then bytewise: the order of the service's database, not of the request (recorded). */
function asInDatabase(a: string, b: string): number {
  const [bytes, others] = [Buffer.from(a), Buffer.from(b)]
  return bytes.length - others.length || bytes.compare(others)
}

/** Whether this alternative applies to the value: its type and required properties match. */
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
