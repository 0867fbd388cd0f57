const names = 'passw(?:or)?d|secret|token|api[-_]?key|authorization|credential|cookie'

/** Names that promise a secret. */
const secret = new RegExp(names, 'i')

/** The value that is shown of what has this name; true, false and null tell no secret. */
export function redact(name: string, value: unknown): unknown {
  if (typeof value === 'string') return secret.test(name) ? '…' : redactText(value)
  return secret.test(name) && value !== null && typeof value !== 'boolean' ? '…' : value
}

/** In an address, these promise one as well. */
const secretParameter = /^(key|auth)=$/i

/** A text without the credentials of its URLs, and without the secrets in their queries. */
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
/** With the `=` after it. */
const decoded = (name: string) => new URLSearchParams(name).toString()

/** Where JSON was wanted but is not, nobody can say where a secret ends: it is left out whole. */
export function redactMalformed(text: string): string {
  if (!secret.test(text) && !/bearer/i.test(text)) return redactText(text)
  return `… (${text.length} characters, left out because they may hold a secret)`
}
