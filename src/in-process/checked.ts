import { AjvCompiler } from '@fastify/ajv-compiler'
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { literally } from '../ajv.ts'
import { NewFault } from '../controls/faults/schema.ts'
import { Match, Verify } from '../controls/journal/schema.ts'
import { LimitChanges } from '../controls/rate-limits/schema.ts'
import { type ApiError, badRequest } from '../errors.ts'
import { once } from '../once.ts'
import { type Check, shown, unknownName } from './arguments.ts'

const compiler = once(() => AjvCompiler()({}, { customOptions: literally }))

/** What the control plane takes. Compiled at its first use, as it takes longer than a new workspace. */
function bySchema(schema: TSchema): Check {
  const compiled = once(() => compiler()({ schema }) as ValidateFunction)
  return (value, place) => {
    const validate = compiled()
    if (!validate(value)) throw refusal(place, validate.errors as [ErrorObject])
  }
}

export const checkMatch = bySchema(Match)
export const checkCalls = bySchema(Verify.properties.calls)
export const checkFault = bySchema(NewFault)
export const checkLimits = bySchema(LimitChanges)

/** Where there are several errors, each is of one way in which the value could have been right. */
function refusal(root: string, errors: [ErrorObject, ...ErrorObject[]]): ApiError {
  const [{ instancePath, params, parentSchema, data }] = errors
  const place = root + instancePath.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  const { additionalProperty: unknown } = params
  if (unknown !== undefined) {
    return unknownName(place, unknown, Object(data)[unknown], Object.keys(parentSchema?.properties))
  }
  const ways = errors.filter(({ keyword }) => keyword !== 'anyOf').map(way)
  return badRequest(`${place} ${ways.join(' or ')}, found ${shown(data)}`)
}

const way = ({ message, params: { allowedValues } }: ErrorObject): string =>
  allowedValues ? `must be one of ${allowedValues.join(', ')}` : String(message)
