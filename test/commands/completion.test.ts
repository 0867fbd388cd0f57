import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { completion } from '../../src/commands/completion/index.ts'
import { run } from '../run.ts'

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0
const unlessThere = (shell: string) => ({ skip: !isThere(shell) && `there is no ${shell} here` })

/** What a program prints, line by line. */
function lines(command: string, args: string[], cwd: string): string[] {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0 || stderr) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout.split('\n').filter((line) => line !== '')
}

const commands = ['completion', 'init', 'operations', 'validate']
const levels = ['debug', 'error', 'fatal', 'info', 'silent', 'trace', 'warn']

/** What each shell offers after the typed text; files are completed by the shell itself. */
const offers: [typed: string[], offered: string[]][] = [
  [['va'], ['validate']],
  [['--ve'], ['--verbose', '--version']],
  [
    ['--watch', '--see'],
    ['--seed', '--seed-size']
  ],
  [['--log-level', ''], levels],
  [['--log-level', '=', 'd'], ['debug']],
  [
    ['completion', ''],
    ['-h', '--help', 'bash', 'fish', 'zsh']
  ],
  [['completion', 'z'], ['zsh']],
  [
    ['operations', '--'],
    ['--all', '--help', '--json']
  ],
  [['operations', '--po'], []],
  [
    ['validate', '-'],
    ['--help', '-h']
  ],
  [['validate', ''], []],
  [['--fixture', ''], []],
  [['--data', ''], []],
  [['--port', ''], []]
]

t.test('every script knows each flag that --help lists', async (t) => {
  const { out } = await run(t, ['--help']).closed
  const flags = [...out.matchAll(/ --([a-z-]+)/g)].map(([, name = '']) => name)
  t.ok(flags.length > 20)
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = await completion(shell)
    for (const flag of flags) t.ok(script.includes(flag), `${flag} for ${shell}`)
  }
})

t.test('bash completes commands, flags and their values', unlessThere('bash'), async (t) => {
  const directory = t.testdir({ 'script.bash': await completion('bash'), 'world.json': '{}' })
  const ask = (typed: string[]) => {
    const words = ['instantly-mock', ...typed]
    const script = `
      source script.bash
      compopt() { :; }
      COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}
      _instantly_mock
      printf '%s\\n' "\${COMPREPLY[@]}"`
    return lines('bash', ['--norc', '-c', script], directory).sort()
  }
  for (const [typed, offered] of offers) t.strictSame(ask(typed), [...offered].sort(), typed.join(' '))
  const first = ask([''])
  for (const name of [...commands, '--port', '--help']) t.ok(first.includes(name), `${name} comes first`)
  t.strictSame(
    lines('bash', ['--norc', '-c', 'source script.bash; complete -p instantly-mock'], directory),
    ['complete -o default -F _instantly_mock instantly-mock'],
    'files are completed where nothing else is offered'
  )
})

t.test('fish completes commands, flags and their values', unlessThere('fish'), async (t) => {
  const directory = t.testdir({ 'script.fish': await completion('fish'), 'world.json': '{}' })
  const ask = (typed: string) =>
    lines('fish', ['-c', `source script.fish; complete --do-complete 'instantly-mock ${typed}'`], directory)
      .map((line) => line.split('\t')[0])
      .sort()
  t.strictSame(ask(''), commands)
  t.strictSame(ask('--log-level '), levels)
  t.strictSame(ask('completion '), ['bash', 'fish', 'zsh'])
  t.strictSame(ask('operations --'), ['--all', '--help', '--json'])
  t.ok(ask('validate ').includes('world.json'))
  t.strictSame(ask('--port '), [])
})

t.test('zsh gets commands, flags and their values', unlessThere('zsh'), async (t) => {
  const directory = t.testdir()
  writeFileSync(join(directory, 'script.zsh'), await completion('zsh'))
  const ask = (...words: string[]) => {
    const script = `
      compdef() { print -r -- "$@" }
      _arguments() { print -rl -- "$@" }
      source ./script.zsh
      words=(instantly-mock ${words.map((word) => `'${word}'`).join(' ')}) CURRENT=${words.length + 1}
      _instantly_mock`
    return lines('zsh', ['-f', '-c', script], directory)
  }
  const [told, ...first] = ask('')
  t.equal(told, '_instantly_mock instantly-mock')
  t.ok(first.includes('--log-level=[how much to log]:value:(fatal error warn info debug trace silent)'))
  t.ok(first.includes('--data=[keep workspaces here across restarts]:directory:_files -/'))
  t.ok(first.includes('(-p --port)-p+[port to listen on; 0 for any free one]:value: '))
  t.ok(first.includes('--verbose[log whole bodies too\\: level debug]'))
  const [, ...later] = ask('validate', '')
  t.strictSame(later, [
    '(-h --help)-h[print this text]',
    '(-h --help)--help[print this text]',
    '1: :',
    '*:file:_files'
  ])
})

t.test('completion wants a shell that it knows', async (t) => {
  t.match(await run(t, ['completion', 'bash']).closed, { code: 0, out: await completion('bash'), err: '' })
  t.match(await run(t, ['completion', 'tcsh']).closed, {
    code: 2,
    out: '',
    err: /'tcsh' is invalid for argument 'shell'\. Allowed choices are bash, zsh, fish\.\n$/
  })
  t.match(await run(t, ['completion', '--help']).closed, {
    code: 0,
    out: /^Usage: instantly-mock completion \[options\] <shell>\n/,
    err: ''
  })
})
