import type { FastifyInstance } from 'fastify'

/** The certificate to trust, for whoever asks: it is no secret, and without it nobody gets any further. */
export function caDownload(app: FastifyInstance): void {
  app.get('/ca.pem', async (_request, reply) => {
    if (app.ca === undefined) return reply.callNotFound()
    return reply.type('application/x-pem-file').send(app.ca)
  })
}
