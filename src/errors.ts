/**
 * A refusal, by the emulated service or by a control, over HTTP or in process. Thrown anywhere, serialised only by
 * `http/errors.ts`.
 */
export class ApiError extends Error {
  readonly statusCode: number
  readonly code?: string

  constructor(statusCode: number, message: string, code?: string) {
    super(message)
    this.statusCode = statusCode
    if (code) this.code = code
  }

  override get name() {
    return 'InstantlyMockError'
  }
}

/** An error with its own body, which is sent verbatim. */
export class BareError extends ApiError {
  readonly body: object

  constructor(statusCode: number, body: object) {
    super(statusCode, JSON.stringify(body))
    this.body = body
  }
}

export const badRequest = (message: string) => new ApiError(400, message)

/** A validation error; like Fastify's own, it sends `code` wherever no 400 is documented. */
export const invalid = (message: string) => new ApiError(400, message, 'FST_ERR_VALIDATION')

export const unauthorized = (message: string) => new ApiError(401, message)

export const paymentRequired = (message: string) => new ApiError(402, message)

export const forbidden = (message: string) => new ApiError(403, message)

export const notFound = (message = 'Resource not found') => new ApiError(404, message)

export const conflict = (message: string) => new ApiError(409, message)

export const tooManyRequests = () => new ApiError(429, 'Rate limit exceeded')

export const notImplemented = (what: string) =>
  new ApiError(
    501,
    `${what} is not implemented in instantly-mock yet; a fault for it with answer: {status: 200, body} stubs it`
  )

export const lockedFile = (workspace: string) =>
  new ApiError(503, `The file of the workspace ${workspace} is locked by another program`)
