import { pathToFileURL } from 'node:url'
import t from 'tap'
import { fixtureOf } from '../../src/workspace/fixture.ts'
import { prebuiltImage, prebuiltName, usualState } from '../../src/workspace/prebuilt.ts'

t.test('the usual world is read from the package', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ [prebuiltName]: 'the image' })}/`)
  t.equal(String(prebuiltImage(usualState, folder)), 'the image')
  t.equal(String(prebuiltImage({ seed: 1, size: 120 }, folder)), 'the image')
})

t.test('any other world is not', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ [prebuiltName]: 'the image' })}/`)
  t.equal(prebuiltImage({ seed: 2, size: 120 }, folder), undefined)
  t.equal(prebuiltImage({ seed: 1, size: 121 }, folder), undefined)
  t.equal(prebuiltImage({ ...usualState, fixture: fixtureOf({}, 'test') }, folder), undefined)
})

t.test('the sources have none, and grow it', async (t) => {
  t.equal(prebuiltImage(usualState), undefined)
})
