import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { readJson } from '../controls/journal/view.ts'
import { redactText } from '../redact.ts'
import { hintFor } from './hint.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The JSON of the answer, if the log needs it. */
    answered: string | undefined
  }
}

/** One line per request, when it is answered. Headers are never logged, and keys in the URL are redacted. */
class OneLinePerRequest extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    const { log, method, originalUrl, isHandedOver, server } = request
    // Health probes come every few seconds.
    if (isHandedOver || log.level === 'silent' || request.routeOptions.url === '/health') return
    const { statusCode } = reply
    const message = statusCode < 400 ? undefined : messageIn(request)
    const hint = hintFor(request, statusCode)
    const line = [`${method} ${originalUrl} ${statusCode}`, message && `: ${message}`, hint && ` (${hint})`]
    const text = server.services.keys.redact(redactText(line.filter((part) => part).join('')))
    const details = detailsOf(request, reply)
    if (error) log.error({ ...details, err: error }, text)
    else if (hint) log.warn(details, text)
    else log.info(details, text)
    advise(request)
  }

  /** Not needed: the line shows refusals, and `errors.ts` logs unexpected errors. */
  override defaultErrorLog(): void {}
}

/** Logs each advice of the journal's report once. */
function advise({ log, workspace, call, body, server }: FastifyRequest): void {
  const { advisor } = server.services
  const advice = call ? advisor.after(workspace.journal, call, body) : advisor.afterReset()
  for (const text of advice) log.warn(text)
}

/** Logs, at the end, advice that needs all calls. */
export function adviseAtEnd(app: FastifyInstance): void {
  app.addHook('onClose', async ({ log, services }) => {
    for (const text of services.advisor.atEnd()) log.warn(text)
  })
}

export const requestLog = () => new OneLinePerRequest()

/** Keeps the answer for the log, if the line or its details need it. */
export function answersForLog(app: FastifyInstance): void {
  app.decorateRequest('answered')
  app.addHook('onSend', (request, reply, payload, done) => {
    const isTold = reply.statusCode >= 400 || isVerbose(request)
    if (isTold && typeof payload === 'string' && isJson(reply)) request.answered = payload
    done(null, payload)
  })
}

const isVerbose = ({ log }: FastifyRequest) => log.level === 'debug' || log.level === 'trace'
const isJson = (reply: FastifyReply) => String(reply.getHeader('content-type')).includes('json')

function messageIn({ answered, server }: FastifyRequest): string | undefined {
  const { message, error } = Object(readJson(answered, server.services.keys.redact))
  return message ?? error
}

function detailsOf(request: FastifyRequest, reply: FastifyReply) {
  const { id, workspace, operationId, fault, sent, answered, server } = request
  const body = (text: string | undefined) => readJson(text, server.services.keys.redact)
  return {
    reqId: id,
    workspace: workspace?.name,
    responseTime: Math.round(reply.elapsedTime * 10) / 10,
    operation: operationId,
    fault: fault?.id,
    ...(isVerbose(request) && { sent: body(sent), answer: body(answered) })
  }
}
