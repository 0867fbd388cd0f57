import type { Definition, Flag, Value } from './definitions.ts'

export const fish = ([program, ...commands]: [Definition, ...Definition[]]) => `\
# In ~/.config/fish/config.fish: instantly-mock completion fish | source
complete --command instantly-mock --no-files
${commands.map(({ name, description }) => line(first, `--arguments ${name}`, description)).join('\n')}
${linesOf(program, `not ${seen(commands)}`)}
${commands.map((command) => linesOf(command, seen([command]))).join('\n')}
`

const first = '__fish_use_subcommand'
const seen = (commands: Definition[]) =>
  `__fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}`

function linesOf({ flags, argument }: Definition, condition: string): string {
  const own = flags.map((flag) => line(condition, flagged(flag), flag.description))
  return [...own, ...(argument ? [line(condition, taken(argument))] : [])].join('\n')
}

const line = (condition: string, what: string, description = '') => {
  const told = description && ` --description ${quoted(description)}`
  return `complete --command instantly-mock --condition ${quoted(condition)} ${what}${told}`
}

function flagged({ short, long, value }: Flag): string {
  const names = [short && `--short-option ${short.slice(1)}`, `--long-option ${long.slice(2)}`]
  return [...names, value && `--require-parameter ${taken(value)}`].filter((part) => part).join(' ')
}

function taken({ choices, kind }: Value): string {
  if (choices.length) return `--no-files --arguments ${quoted(choices.join(' '))}`
  if (kind === 'directory') return "--no-files --arguments '(__fish_complete_directories)'"
  return kind === 'file' ? '--force-files' : '--no-files'
}

const quoted = (text: string) => `'${text.replaceAll(/[\\']/g, '\\$&')}'`
