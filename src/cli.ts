#!/usr/bin/env node
// The process. Loads nothing before the version is checked: on an older Node, SQLite's binary crashes.
import module from 'node:module'

/** How long requests in flight may take to end after a signal, in milliseconds. */
const GRACE = 800

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`instantly-mock needs Node.js 22.18 or newer, this is ${process.versions.node}`)
  process.exit(1)
}

// Before all that takes time to load: the first process of a container does not get a signal that it has no
// handler for.
const running: { close?: () => Promise<void> } = {}
process.once('SIGTERM', end)
process.once('SIGINT', end)

// What the first start has compiled is kept in the system's temporary directory, and spares the next ones a tenth.
module.enableCompileCache()
const { main } = await import('./main.ts')
await main(process, running)

/** Takes no new requests, lets those in flight end, and is gone within a second. */
async function end(): Promise<void> {
  setTimeout(() => process.exit(0), GRACE).unref()
  await running.close?.()
  process.exit(0)
}
