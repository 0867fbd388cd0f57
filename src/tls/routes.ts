import type { FastifyInstance } from 'fastify'

/** The certificate to trust, for whoever asks: it is no secret, and without it nobody gets any further. */
export function caDownload(app: FastifyInstance, ca: string | undefined): void {
  app.get('/ca.pem', async (_request, reply) => {
    if (ca === undefined) return reply.callNotFound()
    return reply.type('application/x-pem-file').send(ca)
  })
}
