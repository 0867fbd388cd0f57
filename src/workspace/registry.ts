import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { conflict } from '../errors.ts'
import { takeDirectory } from './directory.ts'
import { type Fixture, readFixture } from './fixture.ts'
import { prebuiltImage } from './prebuilt.ts'
import { type InitialState, imageOf } from './seed.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type Registry = {
  /** The workspace of that name, made on first use. */
  open(name: string): Promise<Workspace>
  /** The workspace of that name, if it is open. */
  find(name: string): Workspace | undefined
  /** A new workspace that begins as the image. @throws ApiError 409 when there is one of that name */
  create(name: string, image: Buffer): Workspace
  /** What a workspace begins as: the seed, or a fixture that comes with the program, or one at hand. */
  begin(from?: string | Fixture): Promise<Buffer>
  /** The names of those that are open. */
  names(): string[]
  has(name: string): boolean
  /** Lets go on what a fault stalls, so that the server can close. */
  releaseAll(): void
  close(): void
}

const SEED = 'seed'

/**
 * All workspaces of one server. They share the images that they begin as, and nothing else.
 * @param directory where each is kept in a file of its own; in memory unless given
 */
export function createRegistry(initialState: InitialState, directory?: string): Registry {
  const workspaces = new Map<string, Workspace>()
  const images = new Map<string, Promise<Buffer>>()
  const release = directory === undefined ? undefined : takeDirectory(directory)

  const file = (name: string) => directory && join(directory, `${name}.sqlite`)
  const add = (name: string, image: Buffer) => {
    const workspace = openWorkspace(name, image, file(name))
    workspaces.set(name, workspace)
    return workspace
  }
  const has = (name: string) => workspaces.has(name) || existsSync(file(name) ?? '')

  const seeded = async () => prebuiltImage(initialState) ?? imageOf(initialState)
  const begin = async (from: string | Fixture = SEED): Promise<Buffer> => {
    if (typeof from !== 'string') return imageOf({ ...initialState, fixture: from })
    const known = images.get(from)
    if (known) return known
    const image = from === SEED ? seeded() : imageOf({ ...initialState, fixture: await readFixture(from) })
    images.set(from, image)
    return image
  }

  return {
    begin,
    has,
    find: (name) => workspaces.get(name),
    async open(name) {
      const open = workspaces.get(name)
      if (open) return open
      const image = await begin()
      return workspaces.get(name) ?? add(name, image)
    },
    create(name, image) {
      if (has(name)) throw conflict(`There is a workspace ${name} already`)
      return add(name, image)
    },
    names: () => [...workspaces.keys()].sort(),
    releaseAll() {
      for (const { faults } of workspaces.values()) faults.clear()
    },
    close() {
      for (const workspace of workspaces.values()) workspace.close()
      workspaces.clear()
      release?.()
    }
  }
}
