import { createRequire } from 'node:module'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isBodiless, textType } from '../controls/faults/answer.ts'
import type { Fault } from '../controls/faults/schema.ts'
import { errorSchemas } from './error-schemas.ts'
import { record } from './journal.ts'

// Not an import, which would load everything that `http` exports lazily, undici included: 20 ms of every start.
const { STATUS_CODES }: typeof import('node:http') = createRequire(import.meta.url)('node:http')

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault that applies to this request. */
    fault: Fault | undefined
  }
}

/** Applies a test's faults to calls whose key and scopes are valid. */
export function faults(app: FastifyInstance): void {
  app.decorateRequest('fault', undefined)

  app.addHook('preValidation', (request, reply, done) => {
    const { workspace, method, operationId, url } = request
    if (!workspace) return done()
    const [path = ''] = url.split('?')
    const fault = workspace.faults.next({ operationId, method, path })
    if (!fault) return done()
    request.fault = fault
    happen(fault, request, reply).then((isAnswered) => isAnswered || done(), done)
  })

  app.addHook('onSend', ({ fault }, reply, payload, done) => {
    if (!fault || !(typeof payload === 'string' || Buffer.isBuffer(payload))) return done(null, payload)
    const text = String(payload)
    const half = text.slice(0, Math.floor(text.length / 2))
    if (fault.connection === 'malform') return done(null, half)
    if (fault.connection !== 'truncate') return done(null, payload)
    // The header announces more bytes than come.
    reply.header('content-length', Buffer.byteLength(payload))
    done(null, Readable.from(thenNothing(half)))
  })
}

/** Whether the fault answers the request or ends its connection; otherwise the request continues. */
async function happen(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { faults } = request.workspace
  const mayGoOn =
    (!fault.delay_ms || (await faults.released(fault.id, fault.delay_ms))) &&
    (fault.connection !== 'stall' || (await faults.released(fault.id)))
  // Its world was reset: the call must leave no trace in the new one.
  if (!mayGoOn) hangUp('close', request, reply)
  else if (fault.answer) send(fault.answer, request, reply)
  else if (fault.connection === 'close' || fault.connection === 'reset') {
    record(request, reply, undefined)
    hangUp(fault.connection, request, reply)
  } else return false
  return true
}

/** The text, then the end of the connection. */
async function* thenNothing(text: string) {
  yield text
  await setImmediate()
  throw new Error('a fault cut the answer short')
}

/** The given body, or the one that the service sends with this status. */
function send(answer: NonNullable<Fault['answer']>, request: FastifyRequest, reply: FastifyReply) {
  const { status, headers = {}, body } = answer
  reply.code(status).headers(headers)
  if (isBodiless(status)) return reply.send()
  if (textType(answer) !== undefined) return reply.send(body)
  const text = JSON.stringify(body === undefined ? documentedBody(status, request) : body)
  if (!reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8')
  return reply.send(text)
}

function documentedBody(statusCode: number, { routeOptions }: FastifyRequest): unknown {
  const documented = { ...errorSchemas, ...Object(routeOptions.schema?.response) }[statusCode]
  const name = STATUS_CODES[statusCode] ?? 'Unknown'
  return documented?.examples?.[0] ?? { statusCode, error: name, message: name }
}

function hangUp(how: 'close' | 'reset', request: FastifyRequest, reply: FastifyReply): void {
  const { socket } = request.raw
  // A request from inside the process has no socket to reset.
  if (how === 'reset' && 'resetAndDestroy' in socket) socket.resetAndDestroy()
  else reply.raw.destroy()
  reply.hijack()
}
