import { commandLine } from '../../config.ts'
import { version } from '../../package.ts'
import { bash } from './bash.ts'
import { definitionsOf } from './definitions.ts'
import { fish } from './fish.ts'
import { zsh } from './zsh.ts'

const scripts = { bash, zsh, fish }

/** The script that makes the shell complete commands, flags and their values. */
export const completion = async (shell: keyof typeof scripts): Promise<string> =>
  scripts[shell](definitionsOf(commandLine(version))).trimEnd()
