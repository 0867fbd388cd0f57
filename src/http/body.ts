import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { badRequest } from '../errors.ts'

/** Only such an escape can hide what is refused below; without one the body is parsed just once. */
const suspicious = /\\u(0000|d[89a-f])/i

/**
 * Fastify's own JSON parser, preceded by a check for what no database stores faithfully: bytes that are not UTF-8, and
 * NUL characters or lone surrogates in names and values.
 * @param poisoning whether a member named `__proto__` is refused or treated like any other
 */
export function jsonBodies(app: FastifyInstance, poisoning: 'error' | 'ignore'): void {
  app.decorateRequest('sent', undefined)
  const parse = app.getDefaultJsonParser(poisoning, poisoning)
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = body.toString().replace(/^\uFEFF/, '')
    request.sent = text
    const refusal = isUtf8(body) ? suspicious.test(text) && unstorable(text) : 'Body must be UTF-8'
    if (refusal) done(badRequest(refusal))
    else parse(request, text, done)
  })
}

function unstorable(body: string): string | undefined {
  let found: string | undefined
  const note = (text: unknown) => {
    if (typeof text !== 'string' || (text.isWellFormed() && !text.includes('\0'))) return
    found ??= `Body must not contain NUL characters or lone surrogates, found ${JSON.stringify(text.slice(0, 40))}`
  }
  try {
    JSON.parse(body, (name, value) => {
      note(name)
      note(value)
      return value
    })
  } catch (error) {
    // Malformed bodies are left to the parser itself.
    if (error instanceof RangeError) return 'Body is nested too deeply'
  }
  return found
}
