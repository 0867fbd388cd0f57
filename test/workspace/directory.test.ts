import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { takeDirectory } from '../../src/workspace/directory.ts'

t.test(
  'a directory belongs to one server until it is released, and another server is told which',
  async (t) => {
    const directory = join(t.testdir(), 'made', 'on the way')
    const release = takeDirectory(directory)
    t.equal(readFileSync(join(directory, '.holder'), 'utf8'), `process ${process.pid} on ${hostname()}`)
    const wanted = {
      message: `${directory} is in use by process ${process.pid} on ${hostname()}, wanted a directory for each server`
    }
    t.throws(() => takeDirectory(directory), wanted)
    release()
    t.strictSame(readdirSync(directory), ['.lock'])
    takeDirectory(directory)()
  }
)

t.test('a holder that has not yet written its name is another server', async (t) => {
  const directory = t.testdir()
  const release = takeDirectory(directory)
  rmSync(join(directory, '.holder'))
  t.throws(() => takeDirectory(directory), {
    message: `${directory} is in use by another server, wanted a directory for each server`
  })
  release()
})

t.test('a directory whose lock cannot be written is refused by name and not locked', async (t) => {
  const directory = t.testdir()
  mkdirSync(join(directory, '.holder'))
  t.throws(() => takeDirectory(directory), {
    message: new RegExp(`^workspaces cannot be kept in ${directory} \\(EISDIR`)
  })
  rmSync(join(directory, '.holder'), { recursive: true })
  takeDirectory(directory)()
})
