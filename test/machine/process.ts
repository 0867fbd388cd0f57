import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

const cli = fileURLToPath(new URL('../../src/cli.js', import.meta.url))

/** Our own settings must not reach the program. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(INSTANTLY_MOCK_.*|PORT|HOST)$/.test(name))
)
/** Coverage is off as well: it slows the program down and handles signals. tap enables it for every child. */
const plain = ['env', '-u', 'NODE_OPTIONS', '-u', 'NODE_V8_COVERAGE']

/** The program with the given flags, all that it prints, and how it ended once it has. */
export function run(t: Test, flags: string[], wrapper: string[] = []) {
  const [program = '', ...args] = [...plain, ...wrapper, process.execPath, cli, '--port', '0', ...flags]
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed.err += text
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...printed }))
  t.teardown(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    return ended
  })
  return { child, printed, ended }
}

/** The program once it serves, and its address. */
export async function serve(t: Test, flags: string[], wrapper?: string[]) {
  const started = run(t, flags, wrapper)
  const { child, printed, ended } = started
  for (;;) {
    const [, url, port] = /"url":"(http:[^"]+:(\d+))".*"listening"\}\n/.exec(printed.out) ?? []
    if (url) return { ...started, url, port: Number(port) }
    const end = await Promise.race([once(child.stdout, 'data'), ended])
    if (!Array.isArray(end)) throw new Error(`ended before it served: ${printed.out}${printed.err}`)
  }
}

/** A call with a key; the body goes as JSON. */
export async function call(url: string, key: string, method = 'GET', body?: unknown) {
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body !== undefined && { 'content-type': 'application/json' })
  }
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) })
  return { status: answer.status, text: await answer.text() }
}
