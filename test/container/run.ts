// Builds the image and uses it as people do, with a real container engine: `npm run test:container`.
// CONTAINER and COMPOSE may name the commands to use, for example COMPOSE=docker-compose.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createBench } from './bench.ts'
import { type Engine, findEngine } from './engine.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readJson = (name: string) => JSON.parse(readFileSync(`${root}${name}`, 'utf8'))
const campaigns = '/api/v2/campaigns'
let passed = 0

/** The check under way ends, then all that was made is removed. A second signal ends everything at once. */
let interruption: string | undefined
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    interruption = signal
  })

async function test(engine: Engine): Promise<void> {
  console.log(`container: using ${engine.name}`)
  const bench = createBench(engine)
  const failure = await checkAll(bench, engine).catch((error: Error) => error)
  if (failure) console.error(failure)
  await bench.removeAll()
  console.log(failure ? `container: failed, ${passed} checks passed` : `container: ${passed} checks passed`)
  process.exit(failure ? 1 : 0)
}

type Bench = ReturnType<typeof createBench>

async function checkAll(bench: Bench, engine: Engine): Promise<void> {
  await checkImage(bench, engine)
  await checkServing(bench)
  await checkKeeping(bench)
  if (engine.compose) await checkExample(bench)
  else console.log('  skipped  the compose example: this engine has no compose')
}

/** Counts and reports one check, with the text that it resolves to, if any, and the time that it took. */
async function check(what: string, how: () => Promise<unknown>): Promise<void> {
  if (interruption) throw new Error(interruption)
  const begin = performance.now()
  try {
    const note = await how()
    const time = `${((performance.now() - begin) / 1000).toFixed(1)} s`
    console.log(`  ok  ${what} (${typeof note === 'string' ? `${note}, ` : ''}${time})`)
    passed += 1
  } catch (error) {
    console.log(`  failed  ${what}`)
    throw error
  }
}

async function checkImage({ image, build, runToEnd }: Bench, { container }: Engine): Promise<void> {
  await check('the image is built', async () => {
    await build(root)
    const bytes = await container('image', 'inspect', '--format', '{{.Size}}', image)
    return `${Math.round(Number(bytes) / 1e6)} MB`
  })
  await check('takes flags', async () => {
    assert.equal((await runToEnd('--version')).trim(), readJson('package.json').version)
  })
}

async function checkServing({ start }: Bench): Promise<void> {
  const mock = await start('serving', { port: 3000, flags: ['--seed', '7'] })

  await check('becomes healthy with a read-only root', mock.becomesHealthy)
  await check('answers over the published port, and asks for a key', async () => {
    assert.deepEqual(await mock.call('/health'), { status: 200, body: { status: 'ok' } })
    assert.equal((await mock.call(campaigns, { key: 'unknown' })).status, 401)
    const list = await mock.call(`${campaigns}?limit=1`)
    assert.equal(list.status, 200)
    assert.equal(list.body.items?.length, 1)
  })
  await check('runs as the user node', async () => {
    assert.equal((await mock.exec('stat', '--format', '%U', '/proc/1')).trim(), 'node')
  })
  await check('needs to write nowhere', async () => {
    for (const path of ['/data/file', '/app/file', '/tmp/file'])
      await assert.rejects(mock.exec('touch', path), /Read-only/)
  })
  await check('carries what runs, and no development dependency', async () => {
    const files = (await mock.exec('ls', '/app')).trim().split('\n')
    assert.deepEqual(files, ['dist', 'fixtures', 'node_modules', 'package.json', 'templates'])
    const folders = new Set((await mock.exec('find', 'node_modules', '-type', 'd')).split('\n'))
    assert.ok(folders.has('node_modules/fastify'))
    const unwanted = developmentFolders().filter((folder) => folders.has(folder))
    assert.deepEqual(unwanted, [])
  })
  await check('stops at once when told to', async () => {
    const begin = performance.now()
    await mock.stop()
    assert.ok(performance.now() - begin < 2000)
    assert.equal(await mock.inspect('ExitCode'), '0')
  })
}

async function checkKeeping({ start, volume }: Bench): Promise<void> {
  const options = ['--env', 'PORT=4000', '--volume', `${volume()}:/data`]
  const mock = await start('keeping', { port: 4000, options, flags: ['--data', '/data'] })

  await check('becomes healthy on another port', mock.becomesHealthy)
  await check('keeps a campaign in a volume when killed', async () => {
    const made = await mock.call(campaigns, { body: campaign })
    assert.equal(made.status, 200)
    await mock.crashAndRestart()
    await mock.becomesHealthy()
    assert.deepEqual(await mock.call(`${campaigns}/${made.body.id}`), made)
  })
}

async function checkExample({ runExample }: Bench): Promise<void> {
  await check("compose.yaml's client reaches https://api.instantly.ai, and plain HTTP as well", async () => {
    const printed = await runExample(`${root}compose.yaml`)
    for (const server of ['https://api.instantly.ai', 'http://instantly-mock:3000'])
      assert.match(printed, new RegExp(`${server} 200 \\{"items":\\[\\{`))
  })
}

const campaign = {
  name: 'Kept',
  campaign_schedule: {
    schedules: [
      {
        name: 'Mondays',
        timing: { from: '09:00', to: '17:00' },
        days: { '1': true },
        timezone: 'America/Chicago'
      }
    ]
  }
}

/** The packages needed only for development, at any depth. */
function developmentFolders(): string[] {
  const packages: [string, { dev?: boolean }][] = Object.entries(readJson('package-lock.json').packages)
  return packages.filter(([, { dev }]) => dev).map(([folder]) => folder)
}

const engine = await findEngine(process.env)
if (typeof engine === 'string') console.log(`container: skipped, no container engine can be used: ${engine}`)
else await test(engine)
