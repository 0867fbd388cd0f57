const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC'
})

/** `Thu, 15 Jan 2026, 09:30:00`: all times on the page are UTC, like those of the API. */
export const timeText = (instant: string | number) => {
  const time = new Date(instant)
  return Number.isNaN(time.getTime()) ? String(instant) : dayAndTime.format(time)
}

export const clockText = (instant: string) => new Date(instant).toISOString().slice(11, 23)

export const numberText = (number: number) => number.toLocaleString('en')

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${numberText(count)} ${count === 1 ? one : many}`

const spans: [unit: string, milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000]
]

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

/** `1st`, `22nd` */
export const ordinal = (number: number) => `${number}${endings[ordinals.select(number)]}`

/** `in 3 hours`, `5 minutes ago`, `now` */
export function fromNow(instant: string, now: number): string {
  const ahead = Date.parse(instant) - now
  const [unit, length] = spans.find(([, span]) => Math.abs(ahead) >= span) ?? []
  if (!unit || !length) return 'now'
  const count = plural(Math.round(Math.abs(ahead) / length), unit)
  return ahead > 0 ? `in ${count}` : `${count} ago`
}

/** `custom_tags` → `Custom tags` */
export function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The meaning of a status, for readers who do not know it. */
export function statusWords(status: number | null, fault: string | null): string {
  if (fault) return `${fault} made this answer: the request itself may be right.`
  if (status === null) return 'The client got no answer.'
  const words: Record<number, string> = {
    400: 'The request is not what the operation takes. The message names the field.',
    401: 'The key is missing, unknown, or may not do this.',
    402: 'The plan has no more of what this needs.',
    403: 'The key may not do this from where it was used.',
    404: 'What it is about does not exist in this workspace, or the path is no operation.',
    409: 'It contradicts what is there.',
    413: 'The request is longer than the server takes.',
    415: 'The content type is not one that the operation takes.',
    422: 'The request can be read, but not done.',
    429: 'There were more requests than the limits allow.',
    501: 'The operation is documented, but not built in this emulator.'
  }
  if (status < 400) return 'It was done.'
  return words[status] ?? (status < 500 ? 'The request was refused.' : 'The server failed.')
}
