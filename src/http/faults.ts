import { STATUS_CODES } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Fault } from '../workspace/faults.ts'
import { record } from './journal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault that happens to this request. */
    fault: Fault | undefined
  }
}

/** Makes the faults happen that a test asked for, once the key and its scopes are found good. */
export function faults(app: FastifyInstance): void {
  app.decorateRequest('fault', undefined)

  app.addHook('preValidation', async (request, reply) => {
    const { workspace, method, routeOptions, url } = request
    const [path = ''] = url.split('?')
    const fault = workspace.faults.next({ operationId: routeOptions.schema?.operationId, method, path })
    if (!fault) return
    request.fault = fault
    if (fault.delay_ms) await setTimeout(fault.delay_ms)
    if (fault.connection === 'stall') await workspace.faults.released(fault.id)
    if (fault.answer) return send(fault.answer, request, reply)
    if (fault.connection === 'close' || fault.connection === 'reset')
      return hangUp(fault.connection, request, reply)
  })

  app.addHook('onSend', async ({ fault }, reply, payload) => {
    if (typeof payload !== 'string') return payload
    const half = payload.slice(0, Math.floor(payload.length / 2))
    if (fault?.connection === 'malform') return half
    if (fault?.connection !== 'truncate') return payload
    // The client is told of more bytes than come; then the connection ends.
    reply.header('content-length', Buffer.byteLength(payload))
    reply.raw.once('finish', () => reply.raw.socket?.destroy())
    return half
  })
}

/** The given body, or else the one that the service would send with this status. */
function send(
  { status, body }: { status: number; body?: unknown },
  request: FastifyRequest,
  reply: FastifyReply
) {
  const text = JSON.stringify(body ?? documentedBody(status, request))
  return reply.code(status).type('application/json; charset=utf-8').send(text)
}

function documentedBody(statusCode: number, { routeOptions }: FastifyRequest): unknown {
  const responses = Object(routeOptions.schema?.response)
  const name = STATUS_CODES[statusCode] ?? 'Unknown'
  return responses[statusCode]?.examples?.[0] ?? { statusCode, error: name, message: name }
}

function hangUp(how: 'close' | 'reset', request: FastifyRequest, reply: FastifyReply): FastifyReply {
  record(request, reply, undefined)
  const { socket } = request.raw
  if (how === 'reset' && 'resetAndDestroy' in socket) socket.resetAndDestroy()
  else socket.destroy()
  return reply.hijack()
}
