import { constants, copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { template } from '../../package.ts'
import { firstTestFor } from './runners.ts'

/**
 * Writes a fixture, a first test and a compose file into the project; existing files are kept.
 * @returns a line per file, and the next steps
 */
export async function init(directory = '.'): Promise<string> {
  mkdirSync(directory, { recursive: true })
  const test = firstTestFor(directory)
  const lines = [
    write('instantly.jsonc', join(directory, 'instantly.jsonc')),
    write(test.template, join(directory, test.name)),
    write('compose.instantly.yaml', join(directory, 'compose.instantly.yaml'))
  ]
  return [...lines, `now run the test: ${test.command}`].join('\n')
}

function write(from: string, to: string): string {
  if (existsSync(to)) return `kept ${to}, which is there already`
  copyFileSync(template(from), to, constants.COPYFILE_EXCL)
  return `wrote ${to}`
}
