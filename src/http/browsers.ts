import cors from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AppOptions } from '../app.ts'
import { forbidden } from '../errors.ts'

/** What our pages hold is in them or on this server; nobody may show them in a frame. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/**
 * What browsers need to be told. A page of any origin may call the API, as it needs a key, which no browser adds by
 * itself. The control plane mostly needs none: unless it is locked, only pages of this machine may call it.
 */
export async function browsers(app: FastifyInstance, control: AppOptions['admin']): Promise<void> {
  const isLocked = typeof control === 'object' && control.key !== undefined
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    // What is no preflight is answered as if there were no such thing: 404, as by the service.
    if (request.method === 'OPTIONS' && !isPreflight(request)) reply.callNotFound()
    else done()
  })
  await app.register(cors, { methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] })
  app.addHook('onRequest', (request, _reply, done) => {
    const isControl = request.routeOptions.url?.startsWith('/__admin/')
    if (!isControl || isLocked || isNear(request)) done()
    else
      done(forbidden('The control plane takes no calls of pages from elsewhere unless --admin-key locks it'))
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (String(reply.getHeader('content-type')).startsWith('text/html')) {
      reply.header('content-security-policy', policy)
    }
    done(null, payload)
  })
}

const isPreflight = ({ headers }: FastifyRequest) =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/** Whether it comes from a program, from one of our own pages, or from any other page of this machine. */
function isNear({ headers: { origin, host } }: FastifyRequest): boolean {
  if (origin === undefined) return true
  const url = URL.parse(origin)
  if (!url) return false
  return url.host === host || /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
}
