/** Everything else may be part of a key. */
const SEPARATOR = /[\s/?&#:;,'"(){}[\]<>]+/
const PART = /[^\s/?&#:;,'"(){}[\]<>]+/g

/** A text with the parts redacted that are keys, or values that are, as in `q=<key>`; encoded ones too. */
export function redactKeys(text: string, isKey: (part: string) => boolean): string {
  const holdsKey = (part: string) => {
    if (isKey(part)) return true
    if (!part.includes('%')) return false
    const plain = decoded(part)
    return [plain, ...plain.split(SEPARATOR)].some(isKey)
  }
  return text.replace(PART, (part) => {
    if (holdsKey(part)) return '…'
    const value = part.indexOf('=') + 1
    return value > 0 && holdsKey(part.slice(value)) ? `${part.slice(0, value)}…` : part
  })
}

/** Whether the key is never one part of a text. */
export const isDivided = (secret: string) => SEPARATOR.test(secret)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The form of the service's own keys: the base64 of an id, a colon and more (reported live: 68 characters). */
export const isRealKey = (part: string) =>
  isLong(part) &&
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:/i.test(Buffer.from(part, 'base64').toString('latin1'))

/** Longer than any id or cursor. */
const LONG = 50
/** A part as long as that, looked for from the beginning of each part only. */
const LONG_PART = /(?<![\w+=-])[\w+=-]{50}/

/** Whether a text holds neither a real key nor anything encoded, as most do: told without looking at each part. */
export const isPlain = (text: string) => !text.includes('%') && (text.length < LONG || !LONG_PART.test(text))

/** Whether it is long, and yet shorter than most data. */
export const isLong = (part: string) => part.length >= LONG && part.length <= 500 && /^[\w+-]+=*$/.test(part)
