import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fixtureOf, readFixture } from '../../src/workspace/fixture.ts'
import { createRegistry } from '../../src/workspace/registry.ts'

async function registry(t: { teardown(work: () => void): unknown }, directory?: string) {
  const all = createRegistry({ seed: 1, size: 0, fixture: await readFixture('small') }, directory)
  t.teardown(() => all.close())
  return all
}

t.test('a name opens the same workspace each time, also concurrently', async (t) => {
  const { open, names } = await registry(t)
  const [a, b] = await Promise.all([open('team'), open('team')])
  t.equal(a, b)
  t.equal(await open('team'), a)
  t.not(await open('other'), a)
  t.same(names(), ['other', 'team'])
})

t.test('all start as the seed, of which there is one image', async (t) => {
  const { open, begin } = await registry(t)
  const image = await begin()
  t.equal(await begin(), image)
  t.equal((await open('team')).image(), image)
})

t.test('a named fixture is read once, a given one each time', async (t) => {
  const { begin } = await registry(t)
  t.equal(await begin('empty'), await begin('empty'))
  t.not(await begin('empty'), await begin())
  t.not(await begin(fixtureOf({}, 'test')), await begin(fixtureOf({}, 'test')))
  await t.rejects(begin('nonsense'), {
    statusCode: 400,
    message: /^There is no bundled fixture nonsense/
  })
})

t.test('create makes a workspace from an image, and refuses a name that is taken', async (t) => {
  const { begin, create, open, has } = await registry(t)
  t.equal(has('fresh'), false)
  const made = create('fresh', await begin('empty'))
  t.equal(has('fresh'), true)
  t.equal(await open('fresh'), made)
  t.same(made.customTags.all(), [])
  const image = await begin()
  t.throws(() => create('fresh', image), { message: 'There is already a workspace fresh' })
})

t.test('a directory is created, holds a file per workspace, and is recognised again', async (t) => {
  const directory = join(t.testdir(), 'deep', 'down')
  const first = await registry(t, directory)
  const made = (await first.open('team')).customTags.create({ label: 'Kept' }).value
  t.ok(existsSync(join(directory, 'team.sqlite')))
  first.close()
  const second = await registry(t, directory)
  t.equal(second.has('team'), true)
  t.equal(second.has('other'), false)
  const image = await second.begin()
  t.throws(() => second.create('team', image), { message: 'There is already a workspace team' })
  t.same((await second.open('team')).customTags.require(made.id), made)
})

t.test('a directory that cannot be created is reported by name', async (t) => {
  const directory = join(t.testdir({ file: '' }), 'file')
  await t.rejects(registry(t, directory), { message: `workspaces cannot be kept in ${directory} (ENOTDIR` })
  const below = join(directory, 'data')
  await t.rejects(registry(t, below), { message: `workspaces cannot be kept in ${below} (ENOTDIR` })
  const dangling = join(t.testdir({ link: t.fixture('symlink', 'nowhere') }), 'link')
  await t.rejects(registry(t, dangling), { message: `workspaces cannot be kept in ${dangling} (ENOENT` })
})

t.test('a workspace that cannot be written to is not opened', async (t) => {
  const directory = join(t.testdir(), 'gone')
  const { open, names } = await registry(t, directory)
  rmSync(directory, { recursive: true })
  await t.rejects(open('team'), { message: `${join(directory, 'team.sqlite')} cannot be written (` })
  t.same(names(), [])
})

t.test('releaseAll releases stalled calls in all workspaces', async (t) => {
  const { open, releaseAll } = await registry(t)
  const waiting = ['a', 'b'].map(async (name) => {
    const { faults } = await open(name)
    await faults.released(faults.add({ connection: 'stall' }).id)
    return name
  })
  await Promise.all([open('a'), open('b')])
  await new Promise(setImmediate)
  releaseAll()
  t.same(await Promise.all(waiting), ['a', 'b'])
})

t.test('close forgets all', async (t) => {
  const { open, close, names } = await registry(t)
  ;(await open('team')).customTags.create({ label: 'Gone' })
  close()
  t.same(names(), [])
  t.notMatch((await open('team')).customTags.all(), [{ label: 'Gone' }])
})

t.test('an initial state whose generation failed is generated again by the next call', async (t) => {
  let tries = 0
  const fixture = {
    get value() {
      tries += 1
      if (tries === 1) throw new Error('EMFILE: too many open files')
      return {}
    },
    place: () => 'test'
  }
  const all = createRegistry({ seed: 1, size: 0, fixture })
  t.teardown(() => all.close())
  await t.rejects(all.open('team'), { message: 'EMFILE' })
  t.same((await all.open('team')).customTags.all(), [])
})

t.test('a dropped workspace leaves no file behind, and its name opens a new one', async (t) => {
  const directory = t.testdir()
  const { open, drop, has } = await registry(t, directory)
  ;(await open('team')).customTags.create({ label: 'Gone' })
  t.equal(drop('team'), true)
  t.equal(has('team'), false)
  t.strictSame(
    readdirSync(directory).filter((name) => name.startsWith('team')),
    []
  )
  t.notMatch((await open('team')).customTags.all(), [{ label: 'Gone' }])
  t.equal(drop('nobody'), false)
})

t.test('a directory whose name starts with a space keeps its name', async (t) => {
  const before = process.cwd()
  process.chdir(t.testdir())
  t.teardown(() => process.chdir(before))
  const { open } = await registry(t, ' x')
  ;(await open('team')).customTags.create({ label: 'Kept' })
  t.ok(existsSync(' x/team.sqlite'))
})
