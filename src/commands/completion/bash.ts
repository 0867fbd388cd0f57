import type { Definition, Flag, Value } from './definitions.ts'

/** For version 3, as on macOS, without `mapfile` and `compopt`. Files are completed if nothing else is offered. */
export const bash = ([program, ...commands]: [Definition, ...Definition[]]) => `\
# In ~/.bashrc: eval "$(instantly-mock completion bash)"
_instantly_mock() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} words=
  # --flag=value is three words.
  [[ $word == = ]] && word=
  [[ $before == = ]] && before=\${COMP_WORDS[COMP_CWORD - 2]}
  COMPREPLY=()
  case \${COMP_WORDS[1]} in
${commands.map((command) => `    ${command.name}) ${offers(command)} ;;`).join('\n')}
    *)
      case $before in
${program.flags.flatMap(({ value, ...flag }) => (value ? [`        ${names(flag).join(' | ')}) ${offersValue(value)} ;;`] : [])).join('\n')}
        *) ${offers(program)} ;;
      esac
      ;;
  esac
  ((COMP_CWORD == 1)) && words+=' ${commands.map(({ name }) => name).join(' ')}'
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _instantly_mock instantly-mock
`

const names = ({ short, long }: Flag) => (short ? [short, long] : [long])

/** Where files are possible, flags are offered only after a dash. */
function offers({ flags, argument }: Definition): string {
  const words = `words='${[...flags.flatMap(names), ...(argument?.choices ?? [])].join(' ')}'`
  return isFile(argument) ? `[[ $word == -* ]] && ${words}` : words
}

function offersValue(value: Value): string {
  if (value.choices.length) return `words='${value.choices.join(' ')}'`
  return isFile(value) ? 'return' : 'compopt +o default 2>/dev/null; return'
}

const isFile = (value?: Value) => value?.kind === 'file' || value?.kind === 'directory'
