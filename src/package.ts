import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const { version: own } = createRequire(import.meta.url)('../package.json')

/** The version of this package, as its package.json says. */
export const version = String(own)

/** The path of a fixture that comes with this package. */
export const packedFixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/${name}.json`, import.meta.url))
