import { type Operation, operations, otherSuccesses } from '../../contract.ts'
import { ApiError, badRequest } from '../../errors.ts'
import { pathMatches, patternOf, templateMatches } from '../../paths.ts'
import type { Faults } from './engine.ts'
import type { Fault, NewFault } from './schema.ts'

/** What goes wrong in a workspace, and when. */
export const faultsOf = ({ faults }: { faults: Faults }) => ({
  /** @throws ApiError 400 when no operation can be meant, or when none documents the status, unless forced */
  add({ force, ...rule }: NewFault): Fault {
    if (!rule.answer && !rule.connection && !rule.delay_ms) {
      throw badRequest('The fault does nothing, wanted answer, connection or delay_ms')
    }
    if (rule.answer && rule.connection && rule.connection !== 'stall') {
      throw badRequest(`The fault has an answer and the connection ${rule.connection}, wanted one of them`)
    }
    const { status = 500, body } = rule.answer ?? {}
    if (status < 300 && status !== 204 && body === undefined) {
      throw badRequest(`The answer ${status} has no body, wanted answer.body`)
    }
    const { from = 1, to = from } = rule.calls ?? {}
    if (from > to) throw badRequest(`The calls are from ${from} to ${to}, wanted to at or after from`)
    if (rule.path !== undefined && !rule.path.startsWith('/api/v2/')) {
      throw badRequest(`The path is ${rule.path}, wanted one that begins with /api/v2/`)
    }
    if (!force) requireDocumented(rule)
    return faults.add({ ...rule, ...(rule.path && { path: patternOf(rule.path) }) })
  },
  list: () => faults.list(),
  read: (id: string) => require(id, faults.find(id)),
  release(id: string): Fault {
    const fault = require(id, faults.find(id))
    faults.release(id)
    return fault
  },
  remove(id: string): Fault {
    const fault = require(id, faults.find(id))
    faults.remove(id)
    return fault
  },
  clear: () => faults.clear()
})

function require(id: string, fault: Fault | undefined): Fault {
  if (!fault) throw new ApiError(404, `There is no fault ${id}`)
  return fault
}

function requireDocumented({ operation_id, method, path, answer }: NewFault): void {
  if (!operation_id && !path) throw badRequest('No operation is named, wanted operation_id or path')
  const meant = operations.filter(
    ([m, p, id]) =>
      (operation_id === undefined || id === operation_id) &&
      (method === undefined || m === method) &&
      (path === undefined || pathMatches(path, p) || templateMatches(p, path))
  )
  if (!meant.length) {
    const named = JSON.stringify({ operation_id, method, path })
    throw badRequest(`No operation of the contract is ${named}; force: true takes it all the same`)
  }
  if (answer && !meant.some((operation) => documented(operation).includes(answer.status))) {
    const known = [...new Set(meant.flatMap(documented))].sort().join(', ')
    throw badRequest(
      `The contract documents no ${answer.status} for ${meant.map(([, , id]) => id).join(', ')}, wanted one of ` +
        `${known}; force: true takes it all the same`
    )
  }
}

const documented = ([, , id, , errors]: Operation): number[] => [otherSuccesses[id] ?? 200, ...errors]
