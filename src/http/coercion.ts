import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'

/** A JSON pointer into a body, where the value's type is not the documented one, with the documented types or values. */
export type Coerced = { at: string; wanted: string[] }

/** The values of a body that the service coerces to the documented type. */
export function coercedIn(schema: TSchema, body: unknown): Coerced[] {
  const errors = Errors(schema, body)
  const ofType = errors.flatMap((error) =>
    error.keyword === 'type' ? [{ at: error.instancePath, wanted: [error.params.type].flat() }] : []
  )
  // Outside of unions, the validation itself names the mistake.
  const ofValue = errors.flatMap((error) =>
    error.keyword === 'enum' &&
    /\/(anyOf|oneOf)\//.test(error.schemaPath) &&
    !ofType.some(({ at }) => at === error.instancePath)
      ? [{ at: error.instancePath, wanted: error.params.allowedValues.map(String) }]
      : []
  )
  const found = [...ofType, ...ofValue]
  // A union reports the mistakes of every alternative: the one that matches the deepest is meant.
  const deepest = found.filter(({ at }) => !found.some((other) => other.at.startsWith(`${at}/`)))
  return [...Map.groupBy(deepest, ({ at }) => at)].map(([at, same]) => ({
    at,
    wanted: same.flatMap(({ wanted }) => wanted)
  }))
}
