import type { Definition, Flag, Value } from './definitions.ts'

export const zsh = ([program, ...commands]: [Definition, ...Definition[]]) => `\
# In ~/.zshrc, after compinit: source <(instantly-mock completion zsh)
_instantly_mock() {
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  if ((CURRENT > 2)); then
    case $words[2] in
${commands.map((command) => `      ${command.name}) ${argumentsOf(command)}; return ;;`).join('\n')}
    esac
  fi
  ${argumentsOf(program, '1:command:{_describe command commands}')}
}
compdef _instantly_mock instantly-mock
`

/** The command's name is the first argument. */
function argumentsOf({ flags, argument }: Definition, first = '1: :'): string {
  const position = argument?.isVariadic ? '*' : '2'
  const others = argument ? [quoted(`${position}${taken(argument)}`)] : []
  return ['_arguments', ...flags.map(spec), quoted(first), ...others].join(' \\\n    ')
}

function spec({ short, long, description, value }: Flag): string {
  const told = `[${description.replaceAll(/[[\]:]/g, '\\$&')}]${value ? taken(value) : ''}`
  if (!short) return quoted(`${long}${value ? '=' : ''}${told}`)
  // Either name rules out the other.
  const both = value ? `{${short}+,${long}=}` : `{${short},${long}}`
  return `'(${short} ${long})'${both}${quoted(told)}`
}

function taken({ choices, kind }: Value): string {
  if (choices.length) return `:value:(${choices.join(' ')})`
  return { file: ':file:_files', directory: ':directory:_files -/', any: ':value: ' }[kind]
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
