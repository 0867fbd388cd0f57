import { instantText } from '../world/clock.ts'

type Shape = {
  format?: string
  properties?: Record<string, Shape>
  additionalProperties?: boolean | Shape
  items?: Shape
}

/** The same value with every instant in the service's form, which sorts as text. */
export function withInstants(shape: Shape, value: unknown): unknown {
  if (typeof value === 'string') return shape.format === 'date-time' ? serviceForm(value) : value
  if (Array.isArray(value)) {
    const { items } = shape
    return items ? value.map((item) => withInstants(items, item)) : value
  }
  if (typeof value !== 'object' || value === null) return value
  const { properties = {}, additionalProperties: others } = shape
  const entries = Object.entries(value).map(([name, inner]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : others
    return [name, typeof own === 'object' ? withInstants(own, inner) : inner]
  })
  return Object.fromEntries(entries)
}

/** UTC with three decimals. A leap second becomes the next second; a zone name in brackets is dropped. */
function serviceForm(instant: string): string {
  const text = instant.toUpperCase().replace(/\[.*$/, '')
  const leap = /:60(?=[.Z+-])/
  return instantText(Date.parse(text.replace(leap, ':59')) + (leap.test(text) ? 1000 : 0))
}
