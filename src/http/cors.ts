import fastifyCors from '@fastify/cors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

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

/** What browsers need to be told. A page of any origin may ask; what it gets, its key decides. */
export function cors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff')
    // What is no preflight is answered as if there were no such thing: 404, as by the service.
    if (request.method === 'OPTIONS' && !isPreflight(request)) reply.callNotFound()
    else done()
  })
  app.register(fastifyCors, { methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] })
}

/** Sends a page for people. */
export const sendPage = (reply: FastifyReply, page: string) =>
  reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page)

const isPreflight = ({ headers }: FastifyRequest) =>
  headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/** Whether a request comes from a program, from one of our own pages, or from any other page of this machine. */
export function isNear({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers
  if (origin === undefined) return !isFetchedFromElsewhere(headers)
  const url = URL.parse(origin)
  if (!url) return false
  return url.host === host || /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
}

/** As an image or a script is; who follows a link sees what it leads to. Browsers alone send these headers. */
const isFetchedFromElsewhere = (headers: FastifyRequest['headers']) =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
