import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names the initial state of a directory's workspaces. */
const WORLD = '.world'

/**
 * Records the initial state of new workspaces in the directory.
 * @returns a warning if its existing workspaces began with another one
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
