import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { version: own } = createRequire(import.meta.url)('../package.json')

/** The version in package.json. */
export const version = String(own)

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))

/** The path of a bundled fixture. */
export const bundledFixture = (name: string) => join(fixtures, `${name}.json`)

/** The names of the bundled fixtures. */
export const bundledFixtures = () => readdirSync(fixtures).map((file) => basename(file, '.json'))

const templates = fileURLToPath(new URL('../templates', import.meta.url))

/** The path of a file that `instantly-mock init` writes. */
export const template = (name: string) => join(templates, name)
