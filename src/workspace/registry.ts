import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFile, openImage } from './database.ts'
import { unpredictableSeed } from './ids.ts'
import { imageOf, type Origin } from './seed.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type Registry = {
  /** The workspace of that name, made on first use. */
  open(name: string): Promise<Workspace>
  close(): void
}

/**
 * All workspaces of one server. They share the image that each begins as, and nothing else.
 * @param directory where each is kept in a file of its own; in memory unless given
 */
export function createRegistry(origin: Origin, directory?: string): Registry {
  const workspaces = new Map<string, Workspace>()
  let image: Promise<Buffer> | undefined
  if (directory) mkdirSync(directory, { recursive: true })

  const make = (name: string, from: Buffer): Workspace =>
    directory
      ? openWorkspace(name, openFile(join(directory, `${name}.sqlite`), from), unpredictableSeed())
      : openWorkspace(name, openImage(from))

  return {
    async open(name) {
      const open = workspaces.get(name)
      if (open) return open
      image ??= imageOf(origin)
      const from = await image
      const workspace = workspaces.get(name) ?? make(name, from)
      workspaces.set(name, workspace)
      return workspace
    },
    close() {
      for (const { db } of workspaces.values()) db.close()
      workspaces.clear()
    }
  }
}
