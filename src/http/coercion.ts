import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'

/** Where the service would coerce a value of the body, and to which documented type. */
export function coercedIn(schema: TSchema, body: unknown): string | undefined {
  for (const { keyword, params, instancePath, schemaPath } of Errors(schema, body)) {
    const isAlone = !/\/(?:anyOf|oneOf)\//.test(schemaPath)
    if (keyword === 'type' && isAlone) return `${instancePath} must be ${[params.type].flat().join(',')}`
  }
  return undefined
}
