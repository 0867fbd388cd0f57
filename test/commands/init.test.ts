import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import t from 'tap'
import { parse } from 'yaml'
import { init } from '../../src/commands/init/index.ts'
import { createInstantlyMock } from '../../src/index.ts'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { runPlainly } from '../plainly.ts'
import { run } from '../run.ts'

// Builds the package, and starts four test runners.
t.setTimeout(0)

const root = join(import.meta.dirname, '../..')
const tool = (name: string) => join(root, 'node_modules/.bin', name)

/** A project with this package.json, in which the package is installed. */
function project(dir: string, manifest?: object): string {
  const modules = join(dir, 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const name of ['vitest', 'jest', 'tap'])
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  symlinkSync(root, join(modules, 'instantly-mock'))
  if (manifest) writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest))
  return dir
}

// The first test imports the package by name, which means the built one.
await runPlainly(process.execPath, ['build.ts'], root)

type Runner = { manifest?: object; test: string; command: string[]; passed: RegExp }

/** For each runner, a project that uses it and its output for tests that passed. */
const runners: Record<string, Runner> = {
  'node:test': {
    test: 'instantly.test.mjs',
    command: [process.execPath, '--test', '--test-reporter=spec'],
    passed: /^ℹ pass 2$/m
  },
  'node:test, where package.json names no runner,': {
    manifest: { scripts: { test: 'node --test' } },
    test: 'instantly.test.mjs',
    command: [process.execPath, '--test', '--test-reporter=spec'],
    passed: /^ℹ pass 2$/m
  },
  Vitest: {
    manifest: { devDependencies: { vitest: '^5' } },
    test: 'instantly.test.mjs',
    command: [tool('vitest'), 'run'],
    passed: /^ +Tests +2 passed \(2\)$/m
  },
  Jest: {
    manifest: { devDependencies: { jest: '^30' } },
    test: 'instantly.test.js',
    command: [tool('jest')],
    passed: /^Tests: +2 passed, 2 total$/m
  },
  'Jest, in a project of ES modules,': {
    manifest: { type: 'module', devDependencies: { jest: '^30' } },
    test: 'instantly.test.cjs',
    command: [tool('jest')],
    passed: /^Tests: +2 passed, 2 total$/m
  },
  tap: {
    // Not by the compiler, which here is newer than tap expects.
    manifest: { dependencies: { tap: '^21' }, tap: { 'type-strip-only': true } },
    test: 'instantly.test.mjs',
    command: [tool('tap'), '--disable-coverage', '--reporter=tap'],
    passed: /^# \{ total: 3, pass: 3 \}$/m
  }
}

for (const [name, { manifest, test, command, passed }] of Object.entries(runners)) {
  t.test(`the first test for ${name} passes as written`, async (t) => {
    const dir = project(t.testdir(), manifest)
    t.match(await init(dir), `wrote ${join(dir, test)}\n`)
    const [program = '', ...args] = command
    const { out, err } = await runPlainly(program, args, dir)
    t.match(stripVTControlCharacters(out + err), passed)
  })
}

const python = await runPlainly('python3', ['--version'], root).then(
  () => true,
  () => false
)

t.test('the first test for Python passes', { skip: !python && 'there is no python3 here' }, async (t) => {
  const dir = t.testdir({ 'requirements-dev.txt': 'pytest\n' })
  await init(dir)
  const mock = await createInstantlyMock({ fixture: join(dir, 'instantly.jsonc') })
  t.teardown(() => mock.close())
  const { err } = await runPlainly('python3', ['-m', 'unittest'], dir, {
    INSTANTLY_MOCK_URL: mock.url,
    PYTHONDONTWRITEBYTECODE: '1'
  })
  t.match(err, /^Ran 2 tests in .*\n\nOK$/m)
})

t.test('the fixture is one, and the compose file mounts it', async (t) => {
  const dir = t.testdir()
  await init(dir)
  const fixture = readFixture(join(dir, 'instantly.jsonc'))
  await t.resolves(imageOf({ seed: 1, size: 0, fixture }))
  t.equal(Object(fixture.value).$schema, './node_modules/instantly-mock/fixture.schema.json')
  const { services } = parse(readFileSync(join(dir, 'compose.instantly.yaml'), 'utf8'))
  const [, , place] = /^(.*):(.*):ro$/.exec(services['instantly-mock'].volumes[0]) ?? []
  t.equal(services['instantly-mock'].command, `--fixture ${place}`)
})

t.test('init keeps existing files and says so', async (t) => {
  const dir = t.testdir({ 'instantly.jsonc': '{}', 'instantly.test.mjs': '// mine' })
  const { code, out, err } = await run(t, ['init', dir]).closed
  t.same([code, err], [0, ''])
  t.strictSame(out.split('\n'), [
    `kept ${join(dir, 'instantly.jsonc')}, which is there already`,
    `kept ${join(dir, 'instantly.test.mjs')}, which is there already`,
    `wrote ${join(dir, 'compose.instantly.yaml')}`,
    'now run the test: node --test',
    ''
  ])
  t.equal(readFileSync(join(dir, 'instantly.jsonc'), 'utf8'), '{}')
  t.equal(readFileSync(join(dir, 'instantly.test.mjs'), 'utf8'), '// mine')
})

t.test('init writes where it is started', async (t) => {
  const dir = t.testdir({ 'instantly.jsonc': '{}' })
  const there = process.cwd()
  process.chdir(dir)
  t.teardown(() => process.chdir(there))
  t.match(await init(), /^kept instantly\.jsonc.*\nwrote instantly\.test\.mjs\nwrote compose/)
})

t.test('init makes the directory that it is given', async (t) => {
  const dir = join(t.testdir(), 'new')
  t.match(await init(dir), `wrote ${join(dir, 'instantly.jsonc')}`)
})

t.test('an unreadable package.json is reported, and nothing is written', async (t) => {
  const dir = t.testdir({ 'package.json': '{"name":' })
  await t.rejects(init(dir), { message: /package\.json: .*JSON/ })
  t.throws(() => readFileSync(join(dir, 'instantly.jsonc')), { code: 'ENOENT' })
})

t.test('a file that cannot be written is reported', async (t) => {
  const dir = t.testdir({ 'package.json': '{}' })
  const path = join(dir, 'package.json')
  t.match(await run(t, ['init', path]).closed, {
    code: 1,
    out: '',
    err: /^instantly-mock: [^\n]*package\.json/
  })
})
