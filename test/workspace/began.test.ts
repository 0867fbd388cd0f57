import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { noteBeginning } from '../../src/workspace/began.ts'

t.test(
  'a directory with another world is reported on every start, and an empty one starts fresh',
  async (t) => {
    const directory = t.testdir()
    t.equal(noteBeginning(directory, 'seed 1, 120 campaigns'), undefined)
    t.equal(noteBeginning(directory, 'seed 2, 120 campaigns'), undefined, 'it holds no workspace yet')
    writeFileSync(join(directory, 'default.sqlite'), '')
    t.equal(noteBeginning(directory, 'seed 2, 120 campaigns'), undefined)
    for (const _ of [1, 2]) {
      t.match(
        noteBeginning(directory, 'the fixture small'),
        /^--data .* began as seed 2, 120 campaigns, .* the fixture small is what they become by a reset$/
      )
    }
  }
)

t.test('a directory whose initial state is unknown is left alone', async (t) => {
  const directory = t.testdir({ 'default.sqlite': '' })
  t.equal(noteBeginning(directory, 'the fixture small'), undefined)
  t.notOk(existsSync(join(directory, '.world')))
  rmSync(join(directory, 'default.sqlite'))
  t.equal(noteBeginning(directory, 'the fixture small'), undefined)
  t.ok(existsSync(join(directory, '.world')))
})
