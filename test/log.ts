import { Writable } from 'node:stream'

/** A log to read, as the option of a server. */
export function log(level = 'info') {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    }
  })
  const lines = () =>
    text
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  return { logger: { level, stream }, text: () => text, lines }
}
