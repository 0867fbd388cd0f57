import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const cli = join(root, 'src/cli.js')

/** Our variables must not reach the process under test; those that measure coverage must. */
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('INSTANTLY_MOCK_') && name !== 'PORT' && name !== 'HOST'
    )
  ),
  // What comes from the cache is not seen by those.
  NODE_DISABLE_COMPILE_CACHE: '1'
}

/** The process with the given flags, and its output so far. */
export function run(
  t: Test,
  flags: string[],
  env: Record<string, string> = {},
  command = [process.execPath, cli]
) {
  const [program = '', ...first] = command
  const child = spawn(program, [...first, ...flags], { cwd: root, env: { ...environment, ...env } })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (written) => {
    printed.out += written
  })
  child.stderr.setEncoding('utf8').on('data', (written) => {
    printed.err += written
  })
  const closed = once(child, 'close').then(([code, signal]) => ({ code, signal, ...printed }))
  // Not SIGKILL: coverage is written when the process exits on its own.
  t.teardown(() => {
    child.kill('SIGTERM')
    return closed
  })
  /** Waits until the output matches; fails if the process exits before. */
  const prints = async (pattern: RegExp): Promise<RegExpExecArray> => {
    let ended = false
    closed.then(() => {
      ended = true
    })
    for (;;) {
      const found = pattern.exec(printed.out)
      if (found) return found
      if (ended) throw new Error(`ended before it printed ${pattern}: ${printed.out}${printed.err}`)
      await Promise.race([once(child.stdout, 'data'), closed])
    }
  }
  const listens = async () => {
    const [, url = ''] = await prints(/"url":"(http:[^"]+)".*"msg":"listening"\}\n/)
    return { url, port: Number(new URL(url).port) }
  }
  return { child, closed, printed, prints, listens }
}
