import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'

/** A place of a body, as a JSON pointer, of another type than is documented, and the types, or values, that are. */
export type Coerced = { at: string; wanted: string[] }

/** The values of a body that the service coerces to the documented type. */
export function coercedIn(schema: TSchema, body: unknown): Coerced[] {
  const errors = Errors(schema, body)
  const ofType = errors.flatMap((error) =>
    error.keyword === 'type' ? [{ at: error.instancePath, wanted: [error.params.type].flat() }] : []
  )
  // Outside of unions, the validation names what is wrong itself.
  const ofValue = errors.flatMap((error) =>
    error.keyword === 'enum' &&
    /\/(anyOf|oneOf)\//.test(error.schemaPath) &&
    !ofType.some(({ at }) => at === error.instancePath)
      ? [{ at: error.instancePath, wanted: error.params.allowedValues.map(String) }]
      : []
  )
  const found = [...ofType, ...ofValue]
  // A union tells what is wrong with each of its ways: meant is the one that is right the deepest.
  const deepest = found.filter(({ at }) => !found.some((other) => other.at.startsWith(`${at}/`)))
  return [...Map.groupBy(deepest, ({ at }) => at)].map(([at, same]) => ({
    at,
    wanted: same.flatMap(({ wanted }) => wanted)
  }))
}
