import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { version: own } = createRequire(import.meta.url)('../package.json')

/** The version of this package, as its package.json says. */
export const version = String(own)

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))

/** The path of a fixture that comes with this package. */
export const bundledFixture = (name: string) => join(fixtures, `${name}.json`)

/** The names of the fixtures that come with this package. */
export const bundledFixtures = () => readdirSync(fixtures).map((file) => basename(file, '.json'))
