import type { FastifyInstance } from 'fastify'
import { operations } from '../contract.ts'
import { notImplemented } from '../errors.ts'

/** Answers 501 for every operation of the contract that no room has built yet, once the caller has a valid key. */
export function unbuilt(app: FastifyInstance): void {
  for (const [method, path, operationId] of operations) {
    const url = path.replace(/\{(\w+)\}/g, ':$1')
    if (app.hasRoute({ method, url })) continue
    app.route({
      method,
      url,
      exposeHeadRoute: false,
      schema: { operationId, hide: true },
      handler: refuse(operationId)
    })
  }
}

const refuse = (operationId: string) => async () => {
  throw notImplemented(operationId)
}
