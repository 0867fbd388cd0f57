import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createInstantlyMock } from '../src/index.ts'

const redirect = join(import.meta.dirname, '../src/redirect.ts')

/** Runs a program of test/programs, unchanged, with the redirection before it. */
function run(program: string, env: Record<string, string>, flag = '--import') {
  const file = join(import.meta.dirname, 'programs', program)
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    // Node 22 cannot require modules beside the hooks by which tap looks into processes.
    const plainly = flag === '--require' ? ['-u', 'NODE_OPTIONS'] : []
    const args = [...plainly, process.execPath, flag, redirect, file]
    execFile('env', args, { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err })
    )
  })
}
async function begin(t: Test) {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  return { ...mock, env: { INSTANTLY_MOCK_URL: mock.url, INSTANTLY_KEY: mock.key } }
}
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

t.test('a program with the host written into it is answered by the mock', async (t) => {
  const { env, requests } = await begin(t)
  const { code, out, err } = await run('app.mjs', env)
  t.same([code, out], [0, 'fetch 200 Made by fetch\nhttps 200 1 campaign\n'], err)
  t.match(requests(), [
    { operation_id: 'createCustomTag', body: { label: 'Made by fetch' } },
    { operation_id: 'listCampaign', query: { limit: '1' } }
  ])
})

for (const flag of ['--import', '--require']) {
  t.test(`a CommonJS program is, too, by ${flag}`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, out, err } = await run('app.cjs', env, flag)
    t.same([code, out], [0, 'https 200\nfetch 1 campaign\n'], err)
    t.match(requests(), [{ body: { label: 'In parts' } }, { operation_id: 'listCampaign' }])
  })
}

t.test('a connection that the mock breaks breaks for the program', async (t) => {
  const { env, faults, key } = await begin(t)
  faults.add({ operation_id: 'createCustomTag', connection: 'reset' })
  const { code, err } = await run('app.mjs', { ...env, INSTANTLY_KEY: key })
  t.equal(code, 1)
  t.match(err, /ECONNRESET|UND_ERR_SOCKET/)
})

t.test('where nothing listens, the program is told so, and a person, too', async (t) => {
  const port = await closedPort()
  const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: `http://127.0.0.1:${port}` })
  t.same([code, out], [0, 'fetch ECONNREFUSED\nhttps ECONNREFUSED\n'])
  t.equal(err, `instantly-mock: nothing answers at http://127.0.0.1:${port}\n`.repeat(2))
})

for (const on of ['1', 'true']) {
  t.test(`the tripwire at ${on} refuses, loudly, also where the program swallows it`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, out, err } = await run('failing.mjs', { ...env, INSTANTLY_MOCK_TRIPWIRE: on })
    t.same([code, out], [0, 'fetch undefined\nhttps undefined\n'])
    t.match(
      err,
      /^(instantly-mock: GET https:\/\/api\.instantly\.ai\/api\/v2\/campaigns tried the real host.*\n){2}$/
    )
    t.same(requests(), [])
  })
}

for (const off of ['', '0', 'false']) {
  t.test(`a tripwire at "${off}" is none`, async (t) => {
    const { env, requests } = await begin(t)
    const { code, err } = await run('app.mjs', { ...env, INSTANTLY_MOCK_TRIPWIRE: off })
    t.equal(code, 0, err)
    t.equal(requests().length, 2)
  })
}

t.test('a tripwire that is neither on nor off ends the program before it begins', async (t) => {
  const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_TRIPWIRE: 'yes' })
  t.same([code, out], [1, ''])
  t.match(err, /INSTANTLY_MOCK_TRIPWIRE is yes, wanted true or false/)
})

for (const url of ['localhost', 'localhost:3000', 'ftp://127.0.0.1']) {
  t.test(`the address ${url}, which is none, ends the program before it begins`, async (t) => {
    const { code, out, err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: url })
    t.same([code, out], [1, ''])
    t.ok(err.includes(`INSTANTLY_MOCK_URL is ${url}, wanted a URL of http or https such as http://`), err)
  })
}

t.test('without an address it is that of a server with its own defaults', async (t) => {
  const { err } = await run('failing.mjs', { INSTANTLY_MOCK_URL: '', INSTANTLY_MOCK_TRIPWIRE: '1' })
  t.match(err, /tried the real host/)
})
