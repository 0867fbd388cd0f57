import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Call } from '../controls/journal/engine.ts'
import { elapsed } from '../world/clock.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The request in its workspace's journal, once it is recorded. */
    call: Call | undefined
    /** When it came, in milliseconds: Fastify times its answer only if something is to be done after it, such as a log. */
    began: number
  }
}

/** Records each request with a known key in its workspace's journal, before the answer is sent. */
export function journal(app: FastifyInstance): void {
  app.decorateRequest('call')
  app.decorateRequest('began', 0)
  app.addHook('onRequest', (request, _reply, done) => {
    request.began = elapsed()
    done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.workspace) record(request, reply, payload)
    done(null, payload)
  })
}

/**
 * Records a request and sets the answer's `Date` by the workspace's clock.
 * @param answer the complete response body, before a fault damages it; undefined if the client gets no answer
 */
export function record(request: FastifyRequest, reply: FastifyReply, answer: unknown): void {
  const { workspace, method, originalUrl, operationId, sent, fault, began } = request
  const unanswered = fault?.connection === 'close' || fault?.connection === 'reset'
  if (workspace.clock.changed) reply.header('date', new Date(workspace.clock.now()).toUTCString())
  request.call = workspace.journal.add({
    at: workspace.clock.now(),
    operationId,
    method,
    url: originalUrl,
    sent,
    status: unanswered ? undefined : reply.statusCode,
    answer: typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : undefined,
    duration: Math.round((elapsed() - began) * 1000) / 1000,
    fault: fault?.id
  })
}
