import { existsSync, readFileSync } from 'node:fs'
import type { Origin } from './seed.ts'

/** What a new workspace begins as unless told otherwise. */
export const usualOrigin = { seed: 1, size: 120 } satisfies Origin

/** The name of the file, in the package, that holds the image of the usual origin. */
export const packedName = 'world.sqlite'

/**
 * The image of the origin as it was grown when the package was built: to grow it takes half as long as a start.
 * @param folder where it lies: beside this code, in the package
 * @returns undefined for another origin, and where none lies there
 */
export function packedImage(
  { seed, size, fixture }: Origin,
  folder: string | URL = import.meta.url
): Buffer | undefined {
  const path = new URL(packedName, folder)
  const isUsual = !fixture && seed === usualOrigin.seed && size === usualOrigin.size
  return isUsual && existsSync(path) ? readFileSync(path) : undefined
}
