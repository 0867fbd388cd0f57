import { badRequest } from '../../errors.ts'
import type { NewFault } from './schema.ts'

type Answer = NonNullable<NewFault['answer']>

const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
/** The server derives these from the body. */
const framing = ['content-length', 'transfer-encoding', 'connection', 'date']

/** HTTP sends these without a body. */
export const isBodiless = (status: number) => [204, 205, 304].includes(status)

/** The content type of an answer whose body is sent verbatim; undefined for JSON. */
export function textType({ headers = {} }: Answer): string | undefined {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return type === undefined || /[/+]json\b/i.test(type) ? undefined : type
}

/** @throws ApiError 400 for an answer that cannot be sent */
export function requireWritable(answer: Answer): void {
  const { status, body, headers = {} } = answer
  if (isBodiless(status) && body !== undefined && body !== null) {
    throw badRequest(`The answer ${status} has a body, which HTTP never sends with it, wanted it left out`)
  }
  if (status < 300 && !isBodiless(status) && body === undefined) {
    throw badRequest(`The answer ${status} has no default body, wanted answer.body`)
  }
  const type = textType(answer)
  if (type !== undefined && typeof body !== 'string') {
    throw badRequest(`The answer is ${type}, wanted answer.body as text, or a JSON content-type`)
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name))
      throw badRequest(`answer.headers has the name ${JSON.stringify(name)}, wanted a token`)
    if (framing.includes(name.toLowerCase())) {
      throw badRequest(`answer.headers has ${name}, which the server sets itself, wanted it left out`)
    }
    if (!VALUE.test(value)) {
      throw badRequest(`answer.headers.${name} is ${JSON.stringify(value)}, wanted one line of Latin-1`)
    }
  }
}
