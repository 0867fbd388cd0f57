import type { BlockListEntry } from './schema.ts'

/** Lines are separated by CRLF, and instants have no milliseconds (documented by an example). */
export const csvOf = (entries: readonly BlockListEntry[]): string =>
  [
    'Blocked Email,Date',
    ...entries.map(({ bl_value, timestamp_created }) => `${bl_value},${inSeconds(timestamp_created)}`)
  ].join('\r\n')

const inSeconds = (instant: string) => instant.replace(/\.\d+/, '')
