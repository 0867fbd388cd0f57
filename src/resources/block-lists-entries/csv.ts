import type { BlockListEntry } from './schema.ts'

/** Lines ended by CRLF but for the last, instants without milliseconds (documented by an example). */
export const csvOf = (entries: readonly BlockListEntry[]): string =>
  [
    'Blocked Email,Date',
    ...entries.map(({ bl_value, timestamp_created }) => `${bl_value},${inSeconds(timestamp_created)}`)
  ].join('\r\n')

const inSeconds = (instant: string) => instant.replace(/\.\d+/, '')
