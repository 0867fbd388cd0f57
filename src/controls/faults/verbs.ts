import { type Operation, otherSuccesses } from '../../contract.ts'
import { ApiError, badRequest } from '../../errors.ts'
import { isOperation, operationsMeant, requirePath, unknownOperation } from '../meant.ts'
import { requireWritable } from './answer.ts'
import type { Faults } from './engine.ts'
import type { Fault, NewFault } from './schema.ts'

/** A workspace's faults, copied in and out so that none can be changed without validation. */
export const faultsOf = ({ faults }: { faults: Faults }) => ({
  /** @throws ApiError 400 if no operation matches, or none can answer with the status, unless forced */
  add({ force, ...rule }: NewFault): Fault {
    if (!rule.answer && !rule.connection && !rule.delay_ms) {
      throw badRequest('The fault does nothing, wanted answer, connection or delay_ms')
    }
    if (rule.answer && rule.connection && rule.connection !== 'stall') {
      throw badRequest(`The fault has an answer and the connection ${rule.connection}, wanted one of them`)
    }
    if (rule.answer) requireWritable(rule.answer)
    const { from = 1, to = from } = rule.calls ?? {}
    if (from > to) throw badRequest(`The calls are from ${from} to ${to}, wanted to at or after from`)
    if (rule.path !== undefined) requirePath(rule.path)
    if (!force) requireMeant(rule)
    return structuredClone(faults.add(structuredClone(rule)))
  },
  list: () => structuredClone(faults.list()),
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
  return structuredClone(fault)
}

function requireMeant({ operation_id, method, path, answer }: NewFault): void {
  if (operation_id !== undefined && !isOperation(operation_id)) {
    throw unknownOperation('operation_id', operation_id)
  }
  const meant = operationsMeant({ operation_id, method, path })
  if (!meant.length) {
    const named = JSON.stringify({ operation_id, method, path })
    throw badRequest(`No operation of the contract is ${named}; force: true allows it anyway`)
  }
  if (!answer || isUsual(answer.status)) return
  if (!meant.some((operation) => documented(operation).includes(answer.status))) {
    const known = [...new Set(meant.flatMap(documented))].sort().join(', ')
    throw badRequest(
      `The contract documents no ${answer.status} for ${namesOf(meant)}, wanted 403, 408, 429, 500 or above, or one ` +
        `of ${known}; force: true allows it anyway`
    )
  }
}

/** Statuses that any server, or a proxy in front of it, may return at any time. */
const isUsual = (status: number) => status >= 500 || [403, 408, 429].includes(status)

const namesOf = (meant: Operation[]) =>
  meant.length > 3 ? `${meant.length} operations` : meant.map(([, , id]) => id).join(', ')

const documented = ([, , id, , errors]: Operation): number[] => [otherSuccesses[id] ?? 200, ...errors]
