const names = 'passw(?:or)?d|secret|token|api[-_]?key|authorization|credential|cookie'

/** Names that promise a secret. */
const secret = new RegExp(names, 'i')

/** The value that is shown of what has this name; true, false and null tell no secret. */
export function masked(name: string, value: unknown): unknown {
  if (typeof value === 'string') return secret.test(name) ? '…' : maskedText(value)
  return secret.test(name) && value !== null && typeof value !== 'boolean' ? '…' : value
}

/** A text without the credentials of its URLs, and without the secrets in their queries. */
export function maskedText(text: string): string {
  if (!mayHoldUrl.test(text)) return text
  return text
    .replace(credentials, '…@')
    .replace(parameter, (whole, beginning, name) => (secret.test(decoded(name)) ? `${beginning}…` : whole))
}

const mayHoldUrl = /:\/\/|[?&]/
const credentials = /(?<=:\/\/)[^\s/?#"'<>]*@/g
const parameter = /([?&]([^=&?\s#"']+)=)[^&\s#"']*/g

const decoded = (name: string) => new URLSearchParams(name).toString()

/** The same where JSON was wanted but is not: whatever follows such a name and a colon, as far as it can be told. */
export const maskedMalformed = (text: string): string =>
  maskedText(text).replace(named, (_whole, beginning, double, single) => {
    const quote = double ?? single ?? ''
    return `${beginning}${quote}…${quote}`
  })

const value = [
  /(")(?:[^"\\]|\\.)*"?/, // in either kind of quotes, perhaps never closed
  /(')(?:[^'\\]|\\.)*'?/,
  /\[[^\]]*\]?/,
  /\{[^}]*\}?/,
  /[^\s,}\]&"'[{]+/
]
const named = new RegExp(
  `((?:${names})[\\w-]{0,40}\\\\?["']?\\s*[:=]\\s*)(?:${value.map(({ source }) => source).join('|')})`,
  'gis'
)
