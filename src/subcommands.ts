import { Argument, type Command } from 'commander'

/** Defines the commands besides serving, for help and completions; `commands/` performs them. */
export function addSubcommands(program: Command): Command {
  program.helpCommand(false)
  program.command('validate').description('check fixtures as a start would').argument('<fixture...>')
  program
    .command('operations')
    .description('list the implemented operations')
    .argument('[text]', 'only those with this in the method, path, name or tag')
    .option('--all', 'those that are not built too')
    .option('--json', 'as JSON')
  program
    .command('init')
    .description('write a fixture, a first test and a compose file')
    .argument('[directory]', 'where the project is; here by default')
  program
    .command('completion')
    .description('print the completions for a shell')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
  for (const command of program.commands) command.helpOption('-h, --help', 'print this text')
  return program
}
