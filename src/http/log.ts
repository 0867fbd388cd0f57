import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { adviceAbout } from '../controls/journal/report.ts'
import { readJson } from '../controls/journal/view.ts'
import { redactText } from '../redact.ts'
import { hintFor } from './hint.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The JSON of the answer, if the log needs it. */
    answered: string | undefined
  }
}

/** Without a bound, a client with random field names would make this grow forever. */
const MOST_ADVICE = 1000

/** One line per request, when it is answered. Headers are never logged, and keys in the URL are redacted. */
class OneLinePerRequest extends LogController {
  readonly #advised = new Set<string>()

  override incomingRequest(): void {}

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply): void {
    const { log, method, originalUrl, isHandedOver, server } = request
    // Health probes come every few seconds.
    if (isHandedOver || log.level === 'silent' || request.routeOptions.url === '/health') return
    const { statusCode } = reply
    const message = statusCode < 400 ? undefined : messageIn(request.answered)
    const hint = hintFor(request, statusCode)
    const line = [`${method} ${originalUrl} ${statusCode}`, message && `: ${message}`, hint && ` (${hint})`]
    const text = server.services.keys.redact(redactText(line.filter((part) => part).join('')))
    const details = detailsOf(request, reply)
    if (error) log.error({ ...details, err: error }, text)
    else if (hint) log.warn(details, text)
    else log.info(details, text)
    this.#advise(request)
  }

  /** Not needed: the line shows refusals, and `errors.ts` logs unexpected errors. */
  override defaultErrorLog(): void {}

  /** Logs each distinct advice of the journal's report once. */
  #advise({ log, operationId, sent, query, server }: FastifyRequest): void {
    const unknownFields = server.services.findUnknownFields(operationId, sent, Object(query))
    for (const advice of adviceAbout(operationId, unknownFields)) {
      if (this.#advised.has(advice) || this.#advised.size === MOST_ADVICE) continue
      this.#advised.add(advice)
      log.warn(advice)
    }
  }
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

function messageIn(answer: string | undefined): string | undefined {
  const { message, error } = Object(readJson(answer))
  return message ?? error
}

function detailsOf(request: FastifyRequest, reply: FastifyReply) {
  const { id, workspace, operationId, fault, sent, answered, server } = request
  const body = (text: string | undefined) => readJson(text && server.services.keys.redact(text))
  return {
    reqId: id,
    workspace: workspace?.name,
    responseTime: Math.round(reply.elapsedTime * 10) / 10,
    operation: operationId,
    fault: fault?.id,
    ...(isVerbose(request) && { sent: body(sent), answer: body(answered) })
  }
}
