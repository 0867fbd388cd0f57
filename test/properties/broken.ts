import fc from 'fast-check'
import { type Schema, typeOf, valid } from './arbitrary.ts'

type Holder = Record<string | number, unknown>
/** A way to break one rule of a body: its description, and the change. */
type Break = { rule: string; apply: (body: Holder) => void }

/** Bodies that meet the schema but for one rule, and the name of that rule. */
export const invalid = (schema: Schema) =>
  fc.tuple(valid(schema), fc.nat()).map(([body, choice]) => {
    const wrapped: Holder = { body: structuredClone(body) }
    const breaks = [...waysToBreak(schema, body, 'body')]
    const { rule, apply } = breaks[choice % breaks.length] as Break
    apply(wrapped)
    return { rule, body: wrapped.body as object }
  })

/** All ways to break the value at a place of the body. */
function* waysToBreak(schema: Schema, value: unknown, ...place: (string | number)[]): Generator<Break> {
  const replaced = (what: string, by: unknown): Break => ({
    rule: `${place.join('.')} ${what}`,
    apply: (body) => {
      holderOf(body, place)[place.at(-1) as string] = by
    }
  })
  yield* breaksOf(schema).map(([what, by]) => replaced(what, by))
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* waysToBreak(schema.items ?? {}, item, ...place, index)
  } else if (typeof value === 'object' && value !== null) {
    for (const name of schema.required ?? []) {
      yield {
        rule: `${place.join('.')} without ${name}`,
        apply: (body) => {
          delete (holderOf(body, [...place, name]) as Holder)[name]
        }
      }
    }
    for (const [name, inner] of Object.entries(value)) {
      const property = schema.properties?.[name]
      if (property) yield* waysToBreak(property, inner, ...place, name)
    }
  }
}

/** Values that break one rule each, and that no coercion mends. */
function breaksOf(schema: Schema): [what: string, by: unknown][] {
  const breaks: [string, unknown][] = [['of another type', typeOf(schema) === 'object' ? 'text' : {}]]
  if (schema.enum) breaks.push(['of no known value', typeOf(schema) === 'string' ? 'unheard-of' : 4711])
  if (schema.pattern) breaks.push(['against the pattern', ' \t '])
  if (schema.format) breaks.push(['against the format', 'not such a thing'])
  if (schema.minLength) breaks.push(['too short', ''])
  if (schema.minimum !== undefined) breaks.push(['too small', schema.minimum - 1])
  if (typeOf(schema) === 'integer') breaks.push(['not whole', 1.5])
  if (schema.minItems) breaks.push(['of too few items', []])
  if (schema.minProperties) breaks.push(['of too few fields', {}])
  return breaks
}

/** What holds the last name of the place. */
const holderOf = (body: Holder, place: (string | number)[]): Holder =>
  place.slice(0, -1).reduce<Holder>((inner, name) => inner[name] as Holder, body)
