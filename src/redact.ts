const names = 'passw(?:or)?d|secret|token|api[-_]?key|authorization|credential|cookie'

/** Names that suggest a secret. */
const secret = new RegExp(names, 'i')

/** The redacted value of a field with this name; true, false and null are never secret. */
export function redact(name: string, value: unknown): unknown {
  if (typeof value === 'string') return secret.test(name) ? '…' : redactText(value)
  return secret.test(name) && value !== null && typeof value !== 'boolean' ? '…' : value
}

/** Names that suggest a secret in URLs as well. */
const secretParameter = /^(key|auth)$/i

/** The same for a parameter of a query, where more names suggest a secret. */
export const redactParameter = (name: string, value: unknown): unknown =>
  secretParameter.test(name) ? '…' : redact(name, value)

/** A text with the credentials and secret query parameters of its URLs redacted. */
export function redactText(text: string): string {
  if (!mayHoldUrl.test(text)) return text
  return text
    .replace(credentials, '…@')
    .replace(parameter, (whole, beginning, name) => (isSecret(decoded(name)) ? `${beginning}…` : whole))
}

const mayHoldUrl = /:\/\/|[?&]/
const credentials = /(?<=:\/\/)[^\s/?#"'<>]*@/g
const parameter = /([?&]([^=&?\s#"']+)=)[^&\s#"']*/g

const isSecret = (name: string) => secret.test(name) || secretParameter.test(name)
const decoded = (name: string) => [...new URLSearchParams(name).keys()].join()

/** In malformed JSON it is unclear where a secret ends, so all of it is left out. */
export function redactMalformed(text: string): string {
  if (!secret.test(text) && !/bearer/i.test(text)) return redactText(text)
  return `… (${text.length} characters, left out because they may hold a secret)`
}
