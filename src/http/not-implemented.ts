import type { FastifyInstance } from 'fastify'
import { notImplemented } from '../errors.ts'
import { answerUnknown } from './not-found.ts'

/** Answers 501 for every operation of the contract that is not implemented yet, if the key is valid. */
export function answerNotImplemented(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) => {
    if (request.operationId === undefined) return answerUnknown(request, reply)
    throw notImplemented(request.operationId)
  })
}
