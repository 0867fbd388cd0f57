import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

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
