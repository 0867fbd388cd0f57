import { invalid } from '../errors.ts'

/**
 * A value that is kept as the JSON which goes on the wire, as text or as its bytes, so that reading one costs no parse
 * and no stringify. The serialiser sends `wire` as it is; code that needs to look inside asks for `value`.
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

type Shape = { properties?: Record<string, Shape>; items?: Shape }

/**
 * Brings values into the form in which the service would write them: the schema's properties in the schema's order and
 * nothing else, and absent instead of null (recorded: unset fields are never written).
 */
export function wireForm(schema: object): Form {
  const known = forms.get(schema)
  if (known) return known
  const form = makeForm(schema)
  forms.set(schema, form)
  return form
}

type Form = (value: unknown) => unknown

/** By their schema: to make one takes longer than to open a workspace. */
const forms = new WeakMap<object, Form>()

function makeForm(schema: object): Form {
  const { properties, items } = schema as Shape
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, wireForm(field)] as const)
  const item = items && wireForm(items)
  return (value) => {
    if (value === Infinity || value === -Infinity) throw invalid('body must hold finite numbers only')
    if (Array.isArray(value)) return item ? value.map(item) : value
    if (typeof value !== 'object' || value === null || !properties) return value
    const given = value as Record<string, unknown>
    const written: Record<string, unknown> = {}
    for (const [name, form] of fields) {
      const inner = Object.hasOwn(given, name) ? given[name] : undefined
      if (inner !== undefined && inner !== null) written[name] = form(inner)
    }
    return written
  }
}
