import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './engine.ts'

type Settings = { port: number; options?: string[]; flags?: string[] }
type Answer = { status: number; body: { id?: string; items?: unknown[]; status?: string } }

/** Where the image and its containers are made under names of their own, and removed by those names. */
export function createBench(engine: Engine) {
  const { container, compose, isPodman } = engine
  const image = `instantly-mock-test-${process.pid}`
  const leftovers: (() => Promise<unknown>)[] = []
  const removeLater = (remove: () => Promise<unknown>) => leftovers.unshift(remove)

  async function build(folder: string): Promise<void> {
    removeLater(() => container('rmi', image))
    await container('build', '--tag', image, folder)
  }

  function volume(): string {
    const name = `${image}-data`
    removeLater(() => container('volume', 'rm', name))
    return name
  }

  /** Podman lets programs write to /tmp and other places of a read-only container by default. */
  const readOnly = ['--read-only', ...(isPodman ? ['--read-only-tmpfs=false'] : [])]

  /** Claims the name, so that whatever comes to bear it is removed, even if it never started. */
  function named(purpose: string): string {
    const name = `${image}-${purpose}`
    removeLater(() => container('rm', '--force', '--volumes', name))
    return name
  }

  /** The image's output until it exits on its own. */
  const runToEnd = (...flags: string[]) => container('run', '--name', named('ending'), image, ...flags)

  async function start(purpose: string, { port, options = [], flags = [] }: Settings) {
    const name = named(purpose)
    const common = ['--detach', '--name', name, '--publish', `127.0.0.1::${port}`, ...readOnly]
    await container('run', ...common, ...options, image, ...flags)
    return running(engine, name, port)
  }

  /** Runs compose.yaml until its client ends and returns the output; rejects if the client fails. */
  async function runExample(file: string): Promise<string> {
    if (!compose) throw new Error('this engine has no compose')
    const example = ['--file', await readable(file), '--project-name', `${image}-example`]
    removeLater(() => compose(...example, 'down', '--volumes', '--rmi', 'local'))
    return compose(...example, 'up', '--build', '--exit-code-from', 'client')
  }

  /** Compose before 2.20 reads the file only without start_interval, in a copy beside it. */
  async function readable(file: string): Promise<string> {
    const refused = await compose?.('--file', file, 'config', '--quiet').then(
      () => false,
      () => true
    )
    if (!refused) return file
    const copy = file.replace(/[^/]+$/, `.${image}.yaml`)
    writeFileSync(copy, readFileSync(file, 'utf8').replace(/^ +start_interval.*\n/m, ''))
    removeLater(async () => rmSync(copy))
    return copy
  }

  async function removeAll(): Promise<void> {
    for (const remove of leftovers) {
      await remove().catch((error) => console.log(`  could not remove: ${error.message}`))
    }
  }

  return { image, build, volume, runToEnd, start, runExample, removeAll }
}

/** What a check does with a container that was started. */
function running({ container, isPodman }: Engine, name: string, port: number) {
  const inspect = async (field: string) =>
    (await container('inspect', '--format', `{{.State.${field}}}`, name)).trim()

  /** Podman leaves it to systemd to look at a container's health; without systemd nobody would. */
  async function health() {
    if (isPodman) await container('healthcheck', 'run', name).catch(() => {})
    return inspect('Health.Status')
  }

  async function becomesHealthy(): Promise<void> {
    const deadline = performance.now() + 30_000
    while ((await health()) !== 'healthy') {
      if (performance.now() > deadline) throw new Error(`not healthy:\n${await container('logs', name)}`)
      await sleep(100)
    }
  }

  async function call(path: string, { key = 'mock_default', body }: { key?: string; body?: object } = {}) {
    const address = (await container('port', name, `${port}`)).trim()
    const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
    const method = body ? 'POST' : 'GET'
    const answer = await fetch(`http://${address}${path}`, { method, headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() } as Answer
  }

  async function crashAndRestart(): Promise<void> {
    await container('kill', '--signal', 'KILL', name)
    await container('wait', name)
    await container('start', name)
  }

  const stop = () => container('stop', name)
  const exec = (...command: string[]) => container('exec', name, ...command)
  return { inspect, becomesHealthy, call, crashAndRestart, stop, exec }
}
