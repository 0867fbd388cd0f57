import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { runPlainly } from './plainly.ts'

const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url))

/** Starts where Fastify cannot be loaded, for a reason with this code. */
function start(code: string) {
  const hooks = `import { registerHooks } from 'node:module'
    registerHooks({ resolve(name, context, next) {
      if (name === 'fastify') throw Object.assign(new Error('no fastify'), { code: '${code}' })
      return next(name, context)
    } })`
  const preload = `data:text/javascript,${encodeURIComponent(hooks)}`
  return spawnSync(process.execPath, ['--import', preload, cli], { encoding: 'utf8' })
}

t.test('a start before npm install explains in one sentence what to do', async (t) => {
  const { status, stdout, stderr } = start('ERR_MODULE_NOT_FOUND')
  t.equal(status, 1)
  t.equal(stdout, '')
  t.match(stderr, /^instantly-mock needs its packages, wanted npm install before the start \(no fastify\)\n$/)
})

t.test('for any other failure to load, the complete stack is shown', async (t) => {
  const { status, stderr } = start('ERR_OTHER')
  t.equal(status, 1)
  t.match(stderr, /no fastify\n +at /)
})

// npm writes what it thinks of a package into the lockfile, such as that it has an install script.
t.test('npm install leaves the lockfile of a clone as it is', async (t) => {
  const clone = t.testdir()
  const names = ['package.json', 'package-lock.json', '.npmrc']
  for (const name of names)
    copyFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), join(clone, name))
  const read = () => readFileSync(join(clone, 'package-lock.json'), 'utf8')
  const before = read()
  await runPlainly('npm', ['install', '--package-lock-only', '--offline', '--no-audit'], clone)
  t.equal(read(), before)
})
