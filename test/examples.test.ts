import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import t from 'tap'
import { runPlainly } from './plainly.ts'

// Five test runners start and end as fast as the machine lets them.
t.setTimeout(0)

const root = join(import.meta.dirname, '..')
const tool = (name: string) => join(root, 'node_modules/.bin', name)

// The examples import the package by name, which means the built one.
await runPlainly(process.execPath, ['build.ts'], root)

type Example = { cwd?: string; command: string[]; env?: Record<string, string>; says: RegExp }

/** How each example is run, and its runner's output for tests that passed. */
const examples: Record<string, Example> = {
  'node:test': {
    command: [process.execPath, '--test', '--test-reporter=spec', 'examples/node-test/*.test.js'],
    says: /^ℹ tests 5$.*^ℹ pass 5$/ms
  },
  tap: { cwd: 'examples/tap', command: [tool('tap')], says: /^# \{ total: 8, pass: 8 \}$/m },
  Vitest: {
    command: [tool('vitest'), 'run', '--root', 'examples/vitest'],
    says: /^ +Tests +5 passed \(5\)$/m
  },
  Jest: {
    command: [tool('jest'), '--rootDir', 'examples/jest'],
    env: { NODE_OPTIONS: '--experimental-vm-modules' },
    says: /^Tests: +5 passed, 5 total$/m
  },
  Python: {
    cwd: 'examples/python',
    command: ['python3', '-m', 'unittest'],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
    says: /^Ran 5 tests in .*\n\nOK$/m
  }
}

const python = await runPlainly('python3', ['--version'], root).then(
  () => true,
  () => false
)

for (const [name, { cwd = '', command, env, says }] of Object.entries(examples)) {
  const skip = name === 'Python' && !python && 'there is no python3 here'
  t.test(`the example for ${name} passes`, { skip }, async (t) => {
    const [program = '', ...args] = command
    const { out, err } = await runPlainly(program, args, join(root, cwd), env)
    t.match(stripVTControlCharacters(out + err), says)
  })
}
