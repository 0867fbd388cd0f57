import { existsSync, readFileSync } from 'node:fs'
import type { InitialState } from './seed.ts'

/** The default initial state of a new workspace. */
export const usualState = { seed: 1, size: 120 } satisfies InitialState

/** The name of the package's file with the image of the default initial state. */
export const prebuiltName = 'world.sqlite'

/**
 * The prebuilt image of the initial state, generated with the package: generating it takes half as long as a start.
 * @param folder where it is: next to this code, in the package
 * @returns undefined for another initial state, or if there is no such file
 */
export function prebuiltImage(
  { seed, size, fixture }: InitialState,
  folder: string | URL = import.meta.url
): Buffer | undefined {
  const path = new URL(prebuiltName, folder)
  const isUsual = !fixture && seed === usualState.seed && size === usualState.size
  return isUsual && existsSync(path) ? readFileSync(path) : undefined
}
