import t from 'tap'
import { control, everything } from './control.ts'

/** What a server on the same directory shows, after this one has ended. */
async function reopened(t: Parameters<typeof control>[0], data: string, key?: string) {
  const { get, app } = await control(t, { data })
  const shown = await everything({ get }, key)
  await app.close()
  return shown
}

t.test('a reset is written to disk', async (t) => {
  const data = t.testdir()
  const { admin, app, get, post } = await control(t, { data })
  const before = await everything({ get })
  await post('/custom-tags', { label: 'Gone' })
  await admin('POST', '/reset')
  t.same(await everything({ get }), before)
  await admin('POST', '/reset', { to: 'empty' })
  const empty = await everything({ get })
  t.notSame(empty, before)
  await app.close()
  t.same(await reopened(t, data), empty)
})

t.test(
  'snapshots of a world on disk are restored in any order, and the result is written to disk',
  async (t) => {
    const data = t.testdir()
    const { admin, app, get, post } = await control(t, { data })
    const states = new Map<string, string[]>()
    for (const name of ['a', 'b']) {
      await post('/custom-tags', { label: name })
      await admin('PUT', `/snapshots/${name}`)
      states.set(name, await everything({ get }))
    }
    for (const name of ['a', 'b', 'a']) {
      await post('/custom-tags', { label: 'Later' })
      await admin('POST', `/snapshots/${name}/restore`)
      t.same(await everything({ get }), states.get(name), name)
    }
    await app.close()
    t.same(await reopened(t, data), states.get('a'))
  }
)

t.test('an import is written to disk', async (t) => {
  const data = t.testdir()
  const { admin, app, get } = await control(t, { data })
  const { custom_tags } = (await admin('GET', '/state')).body
  await admin('PUT', '/workspaces/other/state', { custom_tags })
  const imported = await everything({ get }, 'mock_other')
  await app.close()
  t.same(await reopened(t, data, 'mock_other'), imported)
})

t.test('forks are written to disk, and their names stay taken', async (t) => {
  const data = t.testdir()
  const first = await control(t, { data })
  await first.post('/custom-tags', { label: 'Before' })
  await first.admin('POST', '/fork', { names: ['copy'] })
  await first.post('/custom-tags', { label: 'Later' }, { key: 'mock_copy' })
  const shown = await everything(first, 'mock_copy')
  await first.app.close()

  const second = await control(t, { data })
  t.equal((await second.admin('POST', '/fork', { names: ['copy'] })).status, 409)
  t.same(await everything(second, 'mock_copy'), shown)
})

t.test('changes before a reset do not come back', async (t) => {
  const data = t.testdir()
  const { admin, app, get, post } = await control(t, { data })
  const before = await everything({ get })
  for (let times = 0; times < 3; times++) {
    t.equal((await post('/custom-tags', { label: 'Gone' })).status, 200)
    await admin('POST', '/reset')
  }
  await app.close()
  t.same(await reopened(t, data), before)
})
