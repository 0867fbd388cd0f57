import type { FastifyError, FastifyInstance } from 'fastify'
import { ApiError, BareError, lockedFile } from '../errors.ts'

/**
 * The only place that writes error bodies, through Fastify's own handler, as the emulated service does: status, key
 * order and `code` follow from it. Unexpected errors are logged with their stack and answered with a bare 500.
 */
export function errors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof BareError) return reply.code(error.statusCode).send(error.body)
    if (error?.code === 'SQLITE_BUSY') throw lockedFile(request.workspace.name)
    const foreseen = error instanceof ApiError || (error?.statusCode ?? 500) < 500
    if (foreseen) throw error
    request.log.error({ reqId: request.id, err: error, file: request.workspace?.file }, 'unexpected error')
    throw new ApiError(500, 'Internal Server Error')
  })
}
