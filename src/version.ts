import { createRequire } from 'node:module'

const { version: own } = createRequire(import.meta.url)('../package.json')

/** The version of this package, as its package.json says. */
export const version = String(own)
