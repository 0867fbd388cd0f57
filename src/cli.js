#!/usr/bin/env node
// The process. Plain JavaScript that loads nothing before the version is checked: an older Node reads no TypeScript,
// and crashes in SQLite's binary.
import { mkdirSync } from 'node:fs'
import module from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { complaint } from './node-version.cjs'

/** How long requests in flight may take to end after a signal, in milliseconds. */
const GRACE = 800

/** How often to check that npm is still running, in milliseconds. */
const WATCH = 250

if (complaint) {
  console.error(complaint)
  process.exit(1)
}

// Before any slow loading: the first process of a container receives no signal without a handler.
const running = {}
process.once('SIGTERM', end)
process.once('SIGINT', end)

// The shell between npm and this process does not pass on the signal that ends it.
if (process.env.npm_lifecycle_event) {
  const { ppid } = process
  setInterval(() => process.ppid === ppid || end(), WATCH).unref()
}

// The compile cache in the system's temporary directory makes later starts a tenth faster.
// Node itself would never stop trying to create its directory where that is impossible, as in /proc.
const cache = join(tmpdir(), 'node-compile-cache')
if (isThere(cache)) module.enableCompileCache(cache)
const { main } = await import('./main.ts').catch(refuse)
await main(process, running)

/** In a clone whose packages are not installed. */
function refuse(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error(`instantly-mock needs its packages, wanted npm install before the start (${error.message})`)
  process.exit(1)
}

function isThere(directory) {
  try {
    mkdirSync(directory)
    return true
  } catch (error) {
    return error.code === 'EEXIST'
  }
}

/** Accepts no new requests, lets those in flight finish, and exits within a second. */
async function end() {
  setTimeout(() => process.exit(0), GRACE).unref()
  await running.close?.()
  process.exit(0)
}
