import type { Argument, Command, Option } from 'commander'

/** The value of a flag or argument: one of the choices, a file, a directory, or anything. */
export type Value = { choices: readonly string[]; kind: 'file' | 'directory' | 'any' }

export type Flag = { short?: string; long: string; description: string; value?: Value }

export type Definition = {
  name: string
  description: string
  flags: Flag[]
  argument?: Value & { isVariadic: boolean }
}

/** The completions of the program and its commands, from their own definitions. */
export const definitionsOf = (program: Command): [Definition, ...Definition[]] => [
  definitionOf(program),
  ...program.commands.map(definitionOf)
]

function definitionOf(command: Command): Definition {
  const [argument] = command.registeredArguments
  return {
    name: command.name(),
    description: command.description(),
    flags: command.createHelp().visibleOptions(command).map(flagOf),
    ...(argument && { argument: { ...valueFor(argument, argument.name()), isVariadic: argument.variadic } })
  }
}

function flagOf(option: Option): Flag {
  const { short, long, description, flags, required } = option
  return {
    ...(short && { short }),
    long: String(long),
    description,
    // A switch's value never stands alone.
    ...(required && { value: valueFor(option, /<(\w+)/.exec(flags)?.[1]) })
  }
}

function valueFor({ argChoices = [] }: Option | Argument, name: string | undefined): Value {
  if (name === 'file' || name === 'fixture') return { choices: argChoices, kind: 'file' }
  if (name === 'dir' || name === 'directory') return { choices: argChoices, kind: 'directory' }
  return { choices: argChoices, kind: 'any' }
}
