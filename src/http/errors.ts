import type { FastifyError, FastifyInstance } from 'fastify'
import { ApiError, BareError, lockedFile } from '../errors.ts'

/**
 * The only writer of error bodies, by way of Fastify's own, which the emulated service uses too: status, key order
 * and `code` follow from it. What nobody foresaw is logged with its stack and told as a bare 500.
 */
export function errors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof BareError) return reply.code(error.statusCode).send(error.body)
    if (error?.code === 'SQLITE_BUSY') throw lockedFile(request.workspace.name)
    const foreseen = error instanceof ApiError || (error?.statusCode ?? 500) < 500
    if (foreseen) throw error
    request.log.error({ reqId: request.id, err: error, file: request.workspace?.file }, 'unforeseen error')
    throw new ApiError(500, 'Internal Server Error')
  })
}
