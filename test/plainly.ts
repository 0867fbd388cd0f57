// tap gives each process that a test starts, and what that starts, a look inside, by NODE_OPTIONS. Package managers,
// compilers and other test runners are started without it, and without what the environment would tell them.
import { execFile, spawn } from 'node:child_process'

const told = /^(_?TAP|npm_(?!config_(registry|cache))|NODE_V8_COVERAGE|INSTANTLY_|PORT$|HOST$|FORCE_COLOR)/i
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)))
const without = ['-u', 'NODE_OPTIONS']

/** Runs a program and returns its output; rejects with all of it on failure. */
export const runPlainly = (command: string, args: string[], cwd: string, more: Record<string, string> = {}) =>
  new Promise<{ out: string; err: string }>((resolve, reject) => {
    const set = Object.entries(more).map(([name, value]) => `${name}=${value}`)
    const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 }
    execFile('env', [...without, ...set, command, ...args], options, (error, out, err) =>
      error ? reject(new Error(`${command} ${args.join(' ')}\n${out}${err}`)) : resolve({ out, err })
    )
  })

export const spawnPlainly = (command: string, args: string[], cwd: string) =>
  spawn('env', [...without, command, ...args], { cwd, env })
