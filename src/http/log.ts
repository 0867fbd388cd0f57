import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { redactText } from '../redact.ts'

/** One line for each request, when it is answered; headers are never in it, and keys in the address are redacted. */
class OneLinePerRequest extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null,
    { id, log, method, originalUrl, workspace, isHandedOver }: FastifyRequest,
    reply: FastifyReply
  ): void {
    if (isHandedOver) return
    const responseTime = Math.round(reply.elapsedTime * 10) / 10
    const details = { reqId: id, workspace: workspace?.name, responseTime }
    const line = `${method} ${redactText(originalUrl)} ${reply.statusCode}`
    if (error) log.error({ ...details, err: error }, line)
    else log.info(details, line)
  }

  /** A refusal is told by its line's status, and what nobody foresaw by `errors.ts`. */
  override defaultErrorLog(): void {}
}

export const requestLog = () => new OneLinePerRequest()
