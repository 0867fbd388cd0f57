import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Tells what the workspaces of a directory began as. */
const WORLD = '.world'

/**
 * Notes what new workspaces in the directory begin as.
 * @returns what is wrong if those that it holds began as something else
 */
export function noteBeginning(directory: string, world: string): string | undefined {
  const path = join(directory, WORLD)
  const isHeld = readdirSync(directory).some((name) => name.endsWith('.sqlite'))
  const before = isHeld && existsSync(path) ? readFileSync(path, 'utf8') : world
  if (!isHeld) writeFileSync(path, world)
  if (before === world) return undefined
  return (
    `--data ${directory} holds workspaces that began as ${before}, and they go on as they are: ${world} is what ` +
    'they become by a reset'
  )
}
