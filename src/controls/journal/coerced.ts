import type { Coerced } from '../../http/coercion.ts'
import type { FindCoerced } from '../../http/unknown-fields.ts'
import type { Report } from './answers.ts'
import type { Call } from './engine.ts'

/** The values sent as another type than documented, one sentence per place. */
export const adviceAboutTypes = (operationId: string | undefined, coerced: Coerced[]): string[] =>
  coerced.map(({ at, wanted }) => {
    const place = at.slice(1).replaceAll('/', '.')
    return `${operationId} coerces ${place} in the body to ${wanted.join(' or ')}`
  })

/** Coerced values in successful calls; errors name the place themselves. */
export function coercedFields(calls: readonly Call[], findCoerced: FindCoerced): Report['advice'] {
  const found = calls
    .filter(({ status }) => status === 200)
    .flatMap(({ number, operationId, sent }) =>
      adviceAboutTypes(operationId, findCoerced(operationId, sent)).map((advice) => ({ number, advice }))
    )
  return [...Map.groupBy(found, ({ advice }) => advice)].map(([advice, same]) => ({
    advice,
    calls: same.map(({ number }) => number)
  }))
}
