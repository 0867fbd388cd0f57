import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { MockOptions } from '../src/in-process/options.ts'
import { createInstantlyMock } from '../src/index.ts'
import { Campaign } from '../src/resources/campaigns/schema.ts'
import { Lead } from '../src/resources/leads/schema.ts'
import { hover } from './hover.ts'
import { runPlainly, spawnPlainly } from './plainly.ts'

// Packing, building and installing take as long as the machine and the network need.
t.setTimeout(0)

type Installed = { version?: string; dev?: boolean; dependencies?: object; bin?: object; engines?: object }
type Lock = { packages: Record<string, Installed> }

const root = join(import.meta.dirname, '..')
// Outside this directory, whose node_modules would provide what the package lacks.
const place = mkdtempSync(join(tmpdir(), 'instantly-mock-package-'))
t.teardown(() => rmSync(place, { recursive: true, force: true }))
const project = join(place, 'project')
const installed = join(project, 'node_modules')
const bin = join(installed, '.bin')

const node = async (args: string[], more?: Record<string, string>) =>
  (await runPlainly(process.execPath, args, project, more)).out

/** Packs a copy of the repository, so that no other test meets a half-written `dist`. */
async function pack(): Promise<{
  filename: string
  size: number
  unpackedSize: number
  files: { path: string }[]
}> {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const copy = join(place, 'copy')
  const wanted = [
    ...files,
    'src',
    'build.ts',
    'entrances.ts',
    'describe-types.ts',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE'
  ]
  for (const name of wanted.filter((name) => name !== 'dist')) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const [tarball] = Object.values(
    JSON.parse((await runPlainly('npm', ['pack', '--json', '--silent'], copy)).out.replace(/^[^[{]*/, ''))
  )
  return tarball as Awaited<ReturnType<typeof pack>>
}

const { filename, size, unpackedSize, files } = await pack()
cpSync(join(import.meta.dirname, 'programs'), project, { recursive: true })

/** What the package needs, in the versions of this repository: npm has them in its cache, and asks no registry. */
function lock() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const { version, dependencies, bin, engines } = packages[''] ?? {}
  const needed = Object.entries(packages).filter(([path, { dev }]) => path && !dev)
  const resolved = `file:${join(place, 'copy', filename)}`
  const ours = { dependencies: { 'instantly-mock': resolved } }
  const installedOurs = { version, resolved, dependencies, bin, engines }
  return {
    lockfileVersion: 3,
    packages: { '': ours, 'node_modules/instantly-mock': installedOurs, ...Object.fromEntries(needed) }
  }
}

const locked = lock()
writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, ...locked.packages[''] }))
writeFileSync(join(project, 'package-lock.json'), JSON.stringify(locked))
/** Why npm fails; '' where it does not. */
const failureOf = (...args: string[]) =>
  runPlainly('npm', [...args, '--fetch-retries=0'], project).then(
    () => '',
    ({ message }: Error) => message
  )
/** One attempt, because npm may retry a refusing proxy a hundred times. */
const whyUnreached = async (...settings: string[]) =>
  /(?<=error code )\w+/.exec(await failureOf('view', 'uuid', 'version', '--prefer-online', ...settings))?.[0]

const install = ['ci', '--omit=dev', '--no-audit', '--no-fund']
const uncached = await failureOf(...install, '--offline')
const unreached = uncached && (await whyUnreached())
const failure = uncached && !unreached && (await failureOf(...install, '--prefer-offline'))
if (failure) throw new Error(failure)
const ifInstalled = {
  skip: unreached && `not in npm's cache, and the registry cannot be reached: ${unreached}`
}

t.test('the package contains what is needed and nothing else', async (t) => {
  const tops = new Set(files.map(({ path }) => path.split('/')[0]))
  t.same([...tops].sort(), [
    'LICENSE',
    'README.md',
    'dist',
    'fixture.schema.json',
    'fixtures',
    'openapi.yaml',
    'package.json',
    'templates'
  ])
  const licences = readFileSync(join(place, 'copy/dist/LICENSES'), 'utf8')
  for (const name of ['fastify', 'ajv', 'typebox']) t.match(licences, new RegExp(`^${name} \\d`, 'm'))
  t.comment(`packed ${size} bytes, unpacked ${unpackedSize} bytes`)
})

const breaks: Record<string, (socket: Socket) => void> = {
  refuses: (socket) => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'),
  'hangs up': (socket) => socket.destroy(),
  'breaks TLS': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.once('data', () => socket.end('this is no TLS'))
  }
}
for (const [name, broken] of Object.entries(breaks)) {
  t.test(`behind a proxy that ${name}, tests that need the registry are skipped`, async (t) => {
    const proxy = createServer((socket) => {
      socket.on('error', () => {}).once('data', () => broken(socket))
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    t.teardown(() => proxy.close())
    const { port } = proxy.address() as AddressInfo
    const through = ['proxy', 'https-proxy'].map((setting) => `--${setting}=http://127.0.0.1:${port}`)
    t.ok(await whyUnreached(...through, '--noproxy=', '--registry=https://registry.example.com'))
  })
}

t.test('it brings no dev dependency, and nothing that has an install script', ifInstalled, async (t) => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { packages } = JSON.parse(readFileSync(join(installed, '.package-lock.json'), 'utf8')) as Lock
  const all = Object.entries(packages)
  const needed = new Set(all.flatMap(([, { dependencies = {} }]) => Object.keys(dependencies)))
  const development = Object.keys(devDependencies).filter((name) => !needed.has(name))
  t.ok(development.length > 5)
  t.same(
    all.filter(([path]) => development.some((name) => path === `node_modules/${name}`)),
    []
  )
  const scripted = all.filter(([path]) => {
    const directory = join(project, path)
    const { scripts = {}, gypfile } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
    const isBuilt = gypfile !== false && existsSync(join(directory, 'binding.gyp'))
    return isBuilt || scripts.preinstall || scripts.install || scripts.postinstall
  })
  t.same(scripted, [])
  await runPlainly('npm', ['ls', '--all'], project)
  const { out } = await runPlainly('du', ['-sk', installed], project)
  t.comment(`installed ${out.split('\t')[0]} KiB`)
})

t.test('its program starts, answers and exits', ifInstalled, async (t) => {
  // Without faker no data can be generated: the answers come from the image in the package.
  const faker = join(installed, '@faker-js')
  renameSync(faker, `${faker}-away`)
  t.teardown(() => renameSync(`${faker}-away`, faker))
  const child = spawnPlainly(join(bin, 'instantly-mock'), ['--port', '0'], project)
  const ended = once(child, 'close')
  t.teardown(() => child.kill('SIGKILL'))
  let printed = ''
  child.stdout.on('data', (part) => {
    printed += part
  })
  while (!/"listening"\}\n/.test(printed)) await Promise.race([once(child.stdout, 'data'), ended])
  const [, url] = /"url":"([^"]+)/.exec(printed) ?? []
  const answer = await fetch(`${url}/api/v2/campaigns?limit=100`, {
    headers: { authorization: 'Bearer mock_default' }
  })
  const grown = await createInstantlyMock({ port: false })
  t.teardown(() => grown.close())
  t.equal(
    await answer.text(),
    await (await grown.fetch('/api/v2/campaigns?limit=100')).text(),
    'the world that lies in the package is the one that the sources grow'
  )
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
})

/** Another Node than the one that runs this, too old for us. */
const oldNode = [...new Set((process.env.PATH ?? '').split(':').concat('/usr/local/bin', '/usr/bin'))]
  .filter((directory) => directory && !directory.includes('node_modules'))
  .map((directory) => join(directory, 'node'))
  .filter((path) => existsSync(path))
  .find((path) => {
    const version = spawnSync(path, ['--version'], { encoding: 'utf8', env: { PATH: '' } }).stdout
    return Number(/^v(\d+)\./.exec(version)?.[1] ?? 99) < 22
  })

const ifOld = { skip: !oldNode && 'no older Node here' }
const needed = /instantly-mock needs Node\.js 22\.18 or newer, this is 2?\d\.\d+\.\d+\n/

/** What the older Node does with these arguments. */
async function withOldNode(args: string[]) {
  const child = spawnPlainly(String(oldNode), args, place)
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close')
  ])
  return { out, err, status }
}

for (const program of [join(place, 'copy/dist/cli.js'), join(root, 'src/cli.js')]) {
  t.test(`an older Node gets one sentence with the required version from ${program}`, ifOld, async (t) => {
    const { out, err, status } = await withOldNode([program, '--port', '0'])
    t.same([status, out, err.replace(needed, '')], [1, '', ''])
    t.match(err, needed)
  })
}

t.test('an older Node gets it from everything that can be imported or required', ifOld, async (t) => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const files = Object.values(exports as Record<string, { import?: { default: string } }>)
    .flatMap((conditions) => Object.values(conditions).map((each) => join(place, 'copy', each.default ?? '')))
    // A test runner must be there for these.
    .filter((file) => /(index|redirect|node-test)\.c?js$/.test(file))
  t.equal(files.length, 6)
  for (const file of files) {
    const ways = [
      ['--import', file, '--eval', ''],
      ['--input-type=module', '--eval', `await import(${JSON.stringify(file)})`]
    ]
    if (file.endsWith('.cjs')) ways.push(['--require', file, '--eval', ''])
    for (const way of ways)
      t.match(await withOldNode(way), { status: 1, out: '', err: needed }, way.join(' '))
  }
})

t.test('it can be imported and required, and its fixtures are there', ifInstalled, async (t) => {
  const use = `
    const mock = await createInstantlyMock({ fixture: 'small' })
    const { items } = await (await mock.fetch('/api/v2/campaigns')).json()
    console.log(items.length)
    await mock.close()`
  const imported = `import { createInstantlyMock } from 'instantly-mock'\n${use}`
  t.equal(await node(['--input-type=module', '--eval', imported]), '4\n')
  const required = `const { createInstantlyMock } = require('instantly-mock')\n;(async () => {${use}})()`
  t.equal(await node(['--input-type=commonjs', '--eval', required]), '4\n')
})

t.test('its types are complete, in the strictest project', ifInstalled, async (t) => {
  const strict = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2024'
  ]
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const check = (text: string) => {
    writeFileSync(join(project, 'check.mts'), `import { createInstantlyMock } from 'instantly-mock'\n${text}`)
    return runPlainly(join(root, 'node_modules/.bin/tsc'), [...strict, ...types, 'check.mts'], project)
  }
  await check(`
    import type { Campaign, InstantlyMock, WorkspaceHandle } from 'instantly-mock'
    import 'instantly-mock/redirect'
    const mock: InstantlyMock = await createInstantlyMock({ port: false })
    const workspace: WorkspaceHandle = await mock.workspace()
    const campaign: Campaign = await workspace.entities.campaigns.patch('id', { status: -2, daily_limit: null })
    const name: string = campaign.name
    workspace.faults.add({ operation_id: 'listCampaign', answer: { status: 429 } })
    workspace.verify([{ operation_id: 'createCampaign', body: { name }, exactly: 1 }])
    workspace.requests().map(({ status }) => status)
    await using another = await createInstantlyMock()
    using interception = another.intercept({ others: 'refuse' })
  `)
  const wrong = `const mock = await createInstantlyMock()\n`
  await t.rejects(check(`${wrong}await mock.entities.campaigns.patch('id', { name: 5 })`), /TS2322/)
  await t.rejects(check(`${wrong}mock.verify([{ operation_id: 'listCampaigns' }])`), /TS2820|TS2322/)
  await t.rejects(check(`${wrong}mock.nothing`), /TS2339/)
})

t.test('an editor shows entities by name, and what each field is for', ifInstalled, async (t) => {
  const program = `import { createInstantlyMock } from 'instantly-mock'
const mock = await createInstantlyMock({ seedSize: 5 })
const campaign = mock.entities.campaigns.make()
const lead = mock.entities.leads.read('x')
console.log(campaign.daily_limit, campaign.campaign_schedule.start_date, lead.email)`
  const words = ['seedSize', 'campaign =', 'lead =', 'daily_limit', 'start_date', 'email)']
  const shown = await hover(join(project, 'hover.mts'), program, words)
  t.equal(shown['campaign ='], 'const campaign: Campaign')
  t.equal(shown['lead ='], 'const lead: Lead')
  const { campaign_schedule, daily_limit } = Campaign.properties
  for (const [word, field] of [
    ['seedSize', MockOptions.properties.seedSize],
    ['daily_limit', daily_limit],
    ['start_date', campaign_schedule.properties.start_date],
    ['email)', Lead.properties.email]
  ] as const) {
    const { description } = Object(field)
    t.ok(description.length > 10, word)
    t.ok(shown[word]?.includes(description), `${word}: ${shown[word]}`)
  }
})

t.test('programs that are not changed are answered through its redirection', ifInstalled, async (t) => {
  const mock = await createInstantlyMock({ fixture: 'small' })
  t.teardown(() => mock.close())
  const address = { INSTANTLY_MOCK_URL: mock.url, INSTANTLY_KEY: mock.key }
  const before = ['--import', 'instantly-mock/redirect']
  t.equal(await node([...before, 'app.mjs'], address), 'fetch 200 Made by fetch\nhttps 200 1 campaign\n')
  t.equal(await node([...before, 'app.cjs'], address), 'https 200\nfetch 1 campaign\n')
  t.equal(mock.requests().length, 4)
})

t.test('the test runners load it, and are answered while they fake timers', ifInstalled, async (t) => {
  const modules = join(root, 'node_modules')
  // Jest fakes with Sinon's timers, and brings them.
  for (const name of ['vitest', '@sinonjs']) symlinkSync(join(modules, name), join(installed, name))
  await node([join(modules, 'jest/bin/jest.js'), '--rootDir', 'runners', '--testMatch', '**/jest.test.js'])
  await node([join(modules, 'vitest/vitest.mjs'), 'run', '--root', 'runners', 'vitest.test'])
  await node(['--test', 'runners/node.test.mjs'])
  t.pass('all their tests passed')
})

t.test('the examples run with it, and its webhook reaches a receiver', ifInstalled, async (t) => {
  cpSync(join(root, 'examples'), join(project, 'examples'), { recursive: true })
  const said = await node(['--test', '--test-reporter=tap', 'examples/node-test/*.test.js'])
  t.match(said, /^# pass 5$/m)
  t.match(said, /^ok \d+ - answers a reply that a webhook reports$/m)
})

/** Compiles a module of the project to CommonJS. */
async function compile(file: string): Promise<void> {
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const options = ['--strict', '--module', 'node16', '--target', 'es2024', ...types]
  await runPlainly(join(root, 'node_modules/.bin/tsc'), [...options, file], project)
}

t.test('a CommonJS project is compiled against it, and runs', ifInstalled, async (t) => {
  writeFileSync(
    join(project, 'compiled.cts'),
    `import { createInstantlyMock, type Campaign, type InstantlyMock } from 'instantly-mock'
     import { workspacePerTest, type TestWorkspace } from 'instantly-mock/node-test'
     import 'instantly-mock/redirect'
     export const perTest = (): (() => TestWorkspace) => workspacePerTest({ fixture: 'small', intercept: true })
     // @ts-expect-error
     export const wrong = ({ entities }: InstantlyMock) => entities.campaigns.patch('id', { name: 5 })
     async function main() {
       const mock = await createInstantlyMock({ port: false, fixture: 'small' })
       const { items } = (await (await mock.fetch('/api/v2/campaigns')).json()) as { items: Campaign[] }
       console.log(items.length)
       await mock.close()
     }
     main()
    `
  )
  await compile('compiled.cts')
  t.match(await node(['compiled.cjs']), /^4$/m)
})

// ts-jest, which does both in one, takes no TypeScript 7 yet.
t.test('Jest runs TypeScript that was compiled to CommonJS', ifInstalled, async (t) => {
  symlinkSync(join(root, 'node_modules/@jest'), join(installed, '@jest'))
  writeFileSync(
    join(project, 'runners/typed.test.cts'),
    `import { expect, jest, test } from '@jest/globals'
     import { createInstantlyMock, type Campaign, type InstantlyMock } from 'instantly-mock'
     import { workspacePerTest } from 'instantly-mock/jest'
     const instantly = workspacePerTest({ fixture: 'small' })
     // @ts-expect-error
     export const wrong = () => workspacePerTest({ fixture: 7 })
     test('over HTTP', async () => {
       const { url, key } = instantly()
       const headers = { authorization: \`Bearer \${key}\` }
       const { items } = (await (await fetch(url + '/api/v2/campaigns', { headers })).json()) as { items: Campaign[] }
       expect(items).toHaveLength(4)
     })
     test('in process, with faked timers', async () => {
       jest.useFakeTimers()
       const mock: InstantlyMock = await createInstantlyMock({ port: false, fixture: 'small' })
       expect((await mock.fetch('/api/v2/campaigns')).status).toBe(200)
       await mock.close()
     })
    `
  )
  await compile('runners/typed.test.cts')
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  await node([jest, '--rootDir', 'runners', '--testMatch', '**/typed.test.cjs'])
  t.pass('all its tests passed')
})

// The default of TypeScript up to 5 for CommonJS, and so that of most who use ts-jest, reads no exports.
t.test('where exports are not read, each entry point has the same types', async (t) => {
  const { exports, typesVersions, types } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { '.': main, './package.json': _, ...others } = exports
  t.equal(types, main.import.types)
  for (const [name, { require }] of Object.entries<{ require: { types: string } }>(others)) {
    t.strictSame(typesVersions['*'][name.slice(2)], [require.types])
    t.ok(existsSync(join(place, 'copy', require.types)), name)
  }
})
