import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate } from 'node:timers'
import type { Caller } from '../deliveries/call.ts'
import { conflict } from '../errors.ts'
import { removeFile } from '../world/database.ts'
import { takeDirectory } from './directory.ts'
import { type Fixture, readFixture } from './fixture.ts'
import { prebuiltImage } from './prebuilt.ts'
import { type InitialState, imageOf } from './seed.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

export type Registry = {
  /** The workspace of that name, created on first use. */
  open(name: string): Promise<Workspace>
  /** The workspace of that name, for reading: one that does not exist yet appears in its initial state, but is not kept. */
  peek(name: string): Promise<Workspace>
  /** The workspace of that name, if it is open. */
  find(name: string): Workspace | undefined
  /** Creates a workspace from the image. @throws ApiError 409 if the name is taken */
  create(name: string, image: Buffer): Workspace
  /**
   * The image of an initial state: the seed, a bundled fixture, or a given one.
   * @param idsUsed how many ids the workspace has issued, if a given fixture replaces its data
   */
  begin(from?: string | Fixture, idsUsed?: number): Promise<Buffer>
  /** Makes the fixture the initial state and resets the open workspaces to it. @throws FixtureError */
  renew(fixture: Fixture): Promise<void>
  /** Closes the workspace and deletes its data; false if there is none. */
  drop(name: string): boolean
  /** The names of the open workspaces. */
  names(): string[]
  has(name: string): boolean
  /** Releases all stalled calls, so that the server can close. */
  releaseAll(): void
  close(): void
}

const SEED = 'seed'

/**
 * All workspaces of one server. They share their initial images, and nothing else.
 * @param directory where each is kept in its own file; in memory by default
 * @param caller makes the calls to their webhooks
 */
export function createRegistry(initialState: InitialState, directory?: string, caller?: Caller): Registry {
  const workspaces = new Map<string, Workspace>()
  const images = new Map<string, Promise<Buffer>>()
  const release = directory === undefined ? undefined : takeDirectory(directory)

  const file = (name: string) => directory && resolve(directory, `${name}.sqlite`)
  const add = (name: string, image: Buffer) => {
    const workspace = openWorkspace(name, image, file(name), initialState.limit, caller)
    workspaces.set(name, workspace)
    // The initial state may have due work, and the clock may still be set before it runs.
    setImmediate(workspace.arm)
    return workspace
  }
  const has = (name: string) => workspaces.has(name) || existsSync(file(name) ?? '')

  const seeded = async () => prebuiltImage(initialState) ?? imageOf(initialState)
  const begin = async (from: string | Fixture = SEED, idsUsed = 0): Promise<Buffer> => {
    if (typeof from !== 'string') return imageOf({ ...initialState, fixture: from }, idsUsed)
    const known = images.get(from)
    if (known) return known
    const image = from === SEED ? seeded() : imageOf({ ...initialState, fixture: readFixture(from) })
    images.set(from, image)
    // A failure, such as a lack of file handles, is not cached.
    image.catch(() => images.delete(from))
    return image
  }

  const open = async (name: string) => {
    const known = workspaces.get(name)
    if (known) return known
    const image = await begin()
    return workspaces.get(name) ?? add(name, image)
  }

  return {
    begin,
    has,
    open,
    find: (name) => workspaces.get(name),
    peek: async (name) =>
      has(name) ? open(name) : openWorkspace(name, await begin(), undefined, initialState.limit),
    async renew(fixture) {
      const image = await imageOf({ ...initialState, fixture })
      images.set(SEED, Promise.resolve(image))
      for (const workspace of workspaces.values()) workspace.load(image)
    },
    drop(name) {
      if (!has(name)) return false
      const workspace = workspaces.get(name)
      workspace?.faults.abandon()
      workspace?.close()
      workspaces.delete(name)
      const path = file(name)
      if (path) removeFile(path)
      return true
    },
    create(name, image) {
      if (has(name)) throw conflict(`There is already a workspace ${name}`)
      return add(name, image)
    },
    names: () => [...workspaces.keys()].sort(),
    releaseAll() {
      for (const { faults } of workspaces.values()) faults.clear()
    },
    close() {
      for (const workspace of workspaces.values()) workspace.close()
      workspaces.clear()
      caller?.close()
      release?.()
    }
  }
}
