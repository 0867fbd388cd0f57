import { type Operation, operationIds, operations } from '../contract.ts'
import { type ApiError, badRequest } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { callMatches, templateMatches } from '../paths.ts'

/** Criteria that select calls, in a fault's rule and in a search of the journal. */
type Criteria = { operation_id?: string | null; method?: string; path?: string }

/** The operations of the contract that the criteria can match. */
export const operationsMeant = ({ operation_id, method, path }: Criteria): Operation[] =>
  operations.filter(
    ([m, template, id]) =>
      (operation_id === undefined || id === operation_id) &&
      // Fastify answers HEAD wherever it answers GET.
      (method === undefined || m === method || (m === 'GET' && method === 'HEAD')) &&
      (path === undefined || callMatches(path, template) || templateMatches(template, path))
  )

export const isOperation = (id: string) => operationIds.has(id)

export function unknownOperation(place: string, id: string): ApiError {
  const like = nearest(id, [...operationIds])
  const hint = like === undefined ? ' such as createCampaign' : `: did you mean ${like}?`
  return badRequest(`${place} is ${id}, wanted one of the contract${hint}`)
}

/** @throws ApiError 400 for a path that no call can have */
export function requirePath(path: string): void {
  if (path.startsWith('/api/v2/') && !/[?#]/.test(path)) return
  throw badRequest(
    `path is ${path}, wanted one without a query that begins with /api/v2/, such as /api/v2/campaigns/*`
  )
}
