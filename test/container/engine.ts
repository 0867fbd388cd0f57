import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Runs the command with further arguments; resolves to its output, rejects with it on failure. */
export type Command = (...further: string[]) => Promise<string>

export type Engine = {
  name: string
  container: Command
  /** Absent where the engine has no compose. */
  compose?: Command
  isPodman: boolean
}

/**
 * The engine that CONTAINER and COMPOSE name, or one on the path that can run a container of our image's base.
 * @returns the reason if there is none
 * @throws Error when the one that CONTAINER names cannot: it was meant to be used
 */
export async function findEngine(env: Record<string, string | undefined>): Promise<Engine | string> {
  const reasons: string[] = []
  for (const name of env.CONTAINER ? [env.CONTAINER] : ['docker', 'podman']) {
    const container = command(name)
    try {
      await container('run', '--rm', 'node:24-slim', 'node', '--version')
    } catch (error) {
      if (env.CONTAINER) throw error
      reasons.push(lastLine(error))
      continue
    }
    const compose = command(env.COMPOSE || `${name} compose`)
    const hasCompose = await compose('version').then(Boolean, () => false)
    const isPodman = /podman/i.test(await container('--version'))
    return { name, container, compose: hasCompose ? compose : undefined, isPodman }
  }
  return reasons.join('; ')
}

function command(line: string): Command {
  const [file, ...first] = line.split(' ') as [string, ...string[]]
  return async (...further) => {
    const child = spawn(file, [...first, ...further], settings)
    const ended = once(child, 'close')
    const [[code], written, complaints] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    if (code !== 0) throw new Error(`${line} ${further.join(' ')}: ${`${written}${complaints}`.trim()}`)
    return written
  }
}

const settings = {
  /** Out of Ctrl-C's reach: an engine that is cut short leaves behind what only it knows of. */
  detached: true,
  timeout: 5 * 60_000,
  stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  /** compose.yaml's server is published on any free port: a developer may have its usual one in use. */
  env: { ...process.env, PUBLISHED_PORT: '0' }
}

const lastLine = (error: unknown) => String(error).split('\n').at(-1) ?? ''
