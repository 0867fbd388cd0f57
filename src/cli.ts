#!/usr/bin/env node
// The process. Loads nothing before the version is checked: on an older Node, SQLite's binary crashes.
import { mkdirSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
// Node itself would try for ever to make its directory where the system lets nobody make one, as in /proc.
const cache = join(tmpdir(), 'node-compile-cache')
if (isThere(cache)) module.enableCompileCache(cache)
const { main } = await import('./main.ts')
await main(process, running)

function isThere(directory: string): boolean {
  try {
    mkdirSync(directory)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST'
  }
}

/** Takes no new requests, lets those in flight end, and is gone within a second. */
async function end(): Promise<void> {
  setTimeout(() => process.exit(0), GRACE).unref()
  await running.close?.()
  process.exit(0)
}
