import { Command, type OptionValues } from 'commander'
import { parse } from '../config.ts'
import { addSubcommands } from '../subcommands.ts'

/** Arguments and options are as `subcommands.ts` defines them. */
type Work = (args: Command['processedArgs'], options: OptionValues) => Promise<string>

/** Loaded when called, so that no start waits for them. */
const commands: Record<string, Work> = {
  validate: async ([files]) => (await import('./validate.ts')).validate(files),
  operations: async ([text], options) => (await import('./operations.ts')).listOperations(text, options),
  init: async ([directory]) => (await import('./init/index.ts')).init(directory),
  completion: async ([shell]) => (await import('./completion/index.ts')).completion(shell)
}

/**
 * Runs the command named by the first argument.
 * @returns what to print; undefined if there is no command
 * @throws ConfigError with a one-line message
 */
export async function runCommand([name = '', ...given]: string[]): Promise<string | undefined> {
  const program = addSubcommands(new Command('instantly-mock'))
  const command = program.commands.find((known) => known.name() === name)
  if (!command) return undefined
  if (given.some((argument) => ['-h', '--help'].includes(argument))) return command.helpInformation()
  parse(command, given)
  return commands[name]?.(command.processedArgs, command.opts())
}
