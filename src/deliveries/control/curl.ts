import type { Sent } from '../call.ts'

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A shell command that makes the same call. */
export const curlOf = ({ url, headers, body }: Sent): string =>
  [
    `curl -X POST ${quoted(URL.parse(url)?.href ?? url)}`,
    ...Object.entries({ 'content-type': 'application/json', ...headers }).map(
      ([name, value]) => `-H ${quoted(`${name}: ${value}`)}`
    ),
    `--data-binary ${quoted(body)}`
  ].join(' ')
