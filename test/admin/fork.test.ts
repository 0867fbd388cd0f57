import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { badRequest, control, everything } from './control.ts'

t.test('fork creates a copy of the present workspace and returns its key', async (t) => {
  const { admin, get, post } = await control(t)
  await post('/custom-tags', { label: 'Before' })
  const { status, body } = await admin('POST', '/fork')
  t.equal(status, 200)
  t.same(body, { workspaces: [{ name: 'default-fork-1', key: 'mock_default-fork-1' }] })
  t.same(await everything({ get }, 'mock_default-fork-1'), await everything({ get }))
})

t.test('fork creates the requested number of workspaces under unused names', async (t) => {
  const { admin } = await control(t)
  const names = async (count: number) =>
    (await admin('POST', '/fork', { count })).body.workspaces.map(({ name }: { name: string }) => name)
  t.same(await names(2), ['default-fork-1', 'default-fork-2'])
  t.same(await names(1), ['default-fork-3'])
})

t.test('fork creates workspaces with the given names', async (t) => {
  const { admin } = await control(t)
  const { body } = await admin('POST', '/fork', { names: ['a', 'b'] })
  t.same(body.workspaces, [
    { name: 'a', key: 'mock_a' },
    { name: 'b', key: 'mock_b' }
  ])
  t.same((await admin('GET', '/workspaces')).body, { workspaces: ['a', 'b', 'default'] })
})

t.test('a name that is taken gets a 409, and nothing is created', async (t) => {
  const { admin, get } = await control(t)
  await get('/campaigns', { key: 'mock_taken' })
  for (const [names, name] of [
    [['fresh', 'taken'], 'taken'],
    [['twice', 'twice'], 'twice'],
    [['default'], 'default']
  ] as const) {
    const { status, body } = await admin('POST', '/fork', { names })
    t.equal(status, 409)
    t.same(body, { statusCode: 409, error: 'Conflict', message: `There is already a workspace ${name}` })
  }
  t.same((await admin('GET', '/workspaces')).body, { workspaces: ['default', 'taken'] })
})

t.test('forks are apart from each other and from where they came from', async (t) => {
  const { admin, get, post } = await control(t)
  await admin('POST', '/fork', { names: ['a', 'b'] })
  const before = await everything({ get }, 'mock_b')
  await post('/custom-tags', { label: 'Of a' }, { key: 'mock_a' })
  await post('/custom-tags', { label: 'Of default' })
  t.same(await everything({ get }, 'mock_b'), before)
  t.notMatch(await everything({ get }), /Of a/)
  await admin('POST', '/reset', undefined, 'mock_a')
  t.same(await everything({ get }, 'mock_a'), before)
})

t.test('a fork has the clock of its origin: frozen, moved or running', async (t) => {
  const { admin } = await control(t)
  const clockOf = async (name: string) => (await admin('GET', `/workspaces/${name}/clock`)).body
  await admin('POST', '/clock/freeze', { at: '2027-01-01T00:00:00Z' })
  await admin('POST', '/fork', { names: ['frozen'] })
  t.same(await clockOf('frozen'), { now: '2027-01-01T00:00:00.000Z', frozen: true })
  await admin('POST', '/clock/run')
  await admin('POST', '/clock/set', { to: '2037-01-01T00:00:00Z' })
  await admin('POST', '/fork', { names: ['moved'] })
  t.match(await clockOf('moved'), { now: /^2037-01-01T/, frozen: false })
  await admin('POST', '/clock/run')
  await admin('POST', '/fork', { names: ['running'] })
  t.same((await clockOf('running')).now.slice(0, 4), new Date().toISOString().slice(0, 4))
})

t.test('a fork of a fork of a long name has a name that can be used', async (t) => {
  const { admin, get } = await control(t)
  const { workspaces } = (await admin('POST', `/workspaces/${'x'.repeat(64)}/fork`)).body
  t.equal((await get('/campaigns', { key: workspaces[0].key })).status, 200)
})

for (const [what, body, message] of [
  ['count 0', { count: 0 }, 'body/count is 0, wanted a whole number from 1 to 1000'],
  ['too many', { count: 1001 }, 'body/count is 1001, wanted a whole number from 1 to 1000'],
  ['a bad name', { names: ['Ä'] }, "body/names/0 is 'Ä', wanted 1 to 64 of a-z, 0-9, - and _"],
  ['names that are not so many', { names: ['a'], count: 2 }, 'count is 2, names are 1']
] as const) {
  t.test(`fork refuses ${what}`, async (t) => {
    const { admin } = await control(t)
    const answer = await admin('POST', '/fork', body)
    t.equal(answer.status, 400)
    t.match(answer.body, badRequest(message))
  })
}

t.test('a fork without enough space creates none and can be repeated', async (t) => {
  const data = t.testdir()
  const { admin, post } = await control(t, { data })
  await post('/custom-tags', { label: 'Kept' })
  // Where the third cannot be written.
  mkdirSync(join(data, 'c.sqlite.new', 'in-the-way'), { recursive: true })
  const names = ['a', 'b', 'c']
  t.equal((await admin('POST', '/fork', { names })).status, 500)
  t.same((await admin('GET', '/workspaces')).body, { workspaces: ['default'] })
  t.same(
    readdirSync(data).filter((file) => /^[ab]\./.test(file)),
    []
  )
  rmSync(join(data, 'c.sqlite.new'), { recursive: true })
  t.equal((await admin('POST', '/fork', { names })).status, 200)
})
