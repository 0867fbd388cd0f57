import { createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { call, run, serve } from './process.ts'

t.setTimeout(300_000)

t.test('a log that nobody reads any more does not end the server', async (t) => {
  const { child, url } = await serve(t, ['--fixture', 'empty'])
  child.stdout.destroy()
  for (let times = 0; times < 5; times += 1) {
    t.equal((await call(`${url}/api/v2/custom-tags`, 'mock_a')).status, 200)
  }
  t.equal(child.exitCode, null)
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return Object(address).port
}

t.test(
  'nor does a log whose disk is full',
  { skip: process.platform !== 'linux' && 'only Linux has /dev/full' },
  async (t) => {
    const port = await freePort()
    const full = ['sh', '-c', 'exec "$0" "$@" > /dev/full']
    const { child } = run(t, ['--fixture', 'empty', '--port', `${port}`], full)
    const url = `http://127.0.0.1:${port}`
    const answers = () => call(`${url}/api/v2/custom-tags`, 'mock_a').catch(() => undefined)
    let answer = await answers()
    while (!answer && child.exitCode === null) {
      await setTimeout(50)
      answer = await answers()
    }
    for (let times = 0; times < 5; times += 1) t.equal((await answers())?.status, 200)
  }
)

t.test(
  'an unusable temporary directory delays nothing',
  { skip: process.platform !== 'linux' && 'only Linux has /proc' },
  async (t) => {
    const { code, out } = await run(t, ['--version'], ['env', 'TMPDIR=/proc']).ended
    t.equal(code, 0)
    t.match(out, /^\d+\.\d+\.\d+\n$/)
  }
)
