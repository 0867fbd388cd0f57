#!/usr/bin/env node
// The process. Loads nothing before the version is checked: on an older Node, SQLite's binary crashes.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`instantly-mock needs Node.js 22.18 or newer, this is ${process.versions.node}`)
  process.exit(1)
}
const { main } = await import('./main.ts')
await main(process)

export {}
