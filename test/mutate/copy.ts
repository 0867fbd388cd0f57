import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../run.ts'

const LEFT_OUT = ['node_modules', '.git', '.tap', '.coverage', 'dist']
/** Tests that start other programs, or need minutes, would notice little that others do not. */
const SLOW = /fuzz|killed|package|examples|architecture/

export type Copy = ReturnType<typeof copy>
/** Where a file's functions and branches ran (V8's ranges, the later ones within the earlier). */
export type Ran = Map<string, { start: number; end: number; count: number }[][]>

/** The repository once more, to plant mistakes in. */
export function copy() {
  const place = mkdtempSync(join(tmpdir(), 'instantly-mock-mutate-'))
  for (const part of readdirSync(root)) {
    if (!LEFT_OUT.includes(part)) cpSync(join(root, part), join(place, part), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))

  let running: ChildProcess | undefined
  const kill = () => running?.pid && process.kill(-running.pid, 'SIGKILL')

  /** Whether a program of this copy ends well in the given time. */
  const ends = async (args: string[], milliseconds: number, env: Record<string, string> = {}) => {
    const told = { ...process.env, ...env, TAP_TIMEOUT: String(milliseconds / 1000) }
    running = spawn(process.execPath, args, { cwd: place, env: told, detached: true, stdio: 'ignore' })
    const late = setTimeout(kill, milliseconds)
    const [status] = await once(running, 'close')
    running = undefined
    clearTimeout(late)
    return status === 0
  }

  /** Runs one test and returns which parts of the sources ran. */
  const covered = async (test: string, milliseconds: number): Promise<Ran | undefined> => {
    const directory = join(place, '.coverage')
    rmSync(directory, { recursive: true, force: true })
    if (!(await ends([test], milliseconds, { NODE_V8_COVERAGE: directory }))) return undefined
    const ran: Ran = new Map()
    const sources = pathToFileURL(join(place, 'src/')).href
    for (const name of globSync('*.json', { cwd: directory })) {
      const { result } = JSON.parse(readFileSync(join(directory, name), 'utf8'))
      for (const { url, functions } of result) {
        if (!url.startsWith(sources)) continue
        const file = `src/${url.slice(sources.length).replace(/\?.*/, '')}`
        const ranges = functions.flatMap(({ ranges }: { ranges: Range[] }) =>
          ranges.map(({ startOffset: start, endOffset: end, count }) => ({ start, end, count }))
        )
        ran.set(file, [...(ran.get(file) ?? []), ranges])
      }
    }
    return ran
  }

  const tests = globSync('test/**/*.test.ts', { cwd: place }).filter((test) => !SLOW.test(test))
  const remove = () => {
    kill()
    rmSync(place, { recursive: true, force: true })
  }
  return { place, ends, covered, tests, remove }
}

type Range = { startOffset: number; endOffset: number; count: number }

/** Whether a test ran the code at an offset of a file, in any of its processes: the smallest range decides. */
export const reaches = (ran: Ran, file: string, offset: number): boolean =>
  (ran.get(file) ?? []).some((ranges) => {
    const around = ranges.filter(({ start, end }) => start <= offset && offset < end)
    const smallest = around.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0]
    return (smallest?.count ?? 0) > 0
  })
