import type { FastifyInstance } from 'fastify'

/** The certificate to trust, without any key: it is not a secret, and clients need it first. */
export function caDownload(app: FastifyInstance, ca: string | undefined): void {
  app.get('/ca.pem', async (_request, reply) => {
    if (ca === undefined) return reply.callNotFound()
    return reply.type('application/x-pem-file').send(ca)
  })
}
