import { existsSync, readFileSync } from 'node:fs'
import type { InitialState } from './seed.ts'

/** What a new workspace begins as unless told otherwise. */
export const usualState = { seed: 1, size: 120 } satisfies InitialState

/** The name of the file, in the package, that holds the image of the usual origin. */
export const prebuiltName = 'world.sqlite'

/**
 * The image of the initialState as it was grown when the package was built: to grow it takes half as long as a start.
 * @param folder where it lies: beside this code, in the package
 * @returns undefined for another initialState, and where none lies there
 */
export function prebuiltImage(
  { seed, size, fixture }: InitialState,
  folder: string | URL = import.meta.url
): Buffer | undefined {
  const path = new URL(prebuiltName, folder)
  const isUsual = !fixture && seed === usualState.seed && size === usualState.size
  return isUsual && existsSync(path) ? readFileSync(path) : undefined
}
