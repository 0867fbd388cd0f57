import fastifyCors from '@fastify/cors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Our pages load only from this server, and no other page may frame them. */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Headers for browsers. Any page may call the API; its key decides what it gets. */
export function cors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    // Any other OPTIONS is 404, as on the service.
    if (request.method === 'OPTIONS' && !isPreflight(request)) reply.callNotFound()
    else done()
  })
  app.register(fastifyCors, { methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] })
}

/** Sends an HTML page. */
export const sendPage = (reply: FastifyReply, page: string) =>
  reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page)

const isPreflight = ({ headers }: FastifyRequest) =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/** Whether a request comes from a program, from our own pages, or from another page on this machine. */
export function isNear({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers
  if (origin === undefined) return !isFetchedFromElsewhere(headers)
  const url = URL.parse(origin)
  if (!url) return false
  return url.host === host || /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
}

/** Like an image or a script; a link is fine, as its visitor sees the result. Only browsers send these headers. */
const isFetchedFromElsewhere = (headers: FastifyRequest['headers']) =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
