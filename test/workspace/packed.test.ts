import { pathToFileURL } from 'node:url'
import t from 'tap'
import { packedImage, packedName, usualOrigin } from '../../src/workspace/packed.ts'

t.test('the usual world is read from the package', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ [packedName]: 'the image' })}/`)
  t.equal(String(packedImage(usualOrigin, folder)), 'the image')
  t.equal(String(packedImage({ seed: 1, size: 120 }, folder)), 'the image')
})

t.test('any other world is not', async (t) => {
  const folder = pathToFileURL(`${t.testdir({ [packedName]: 'the image' })}/`)
  t.equal(packedImage({ seed: 2, size: 120 }, folder), undefined)
  t.equal(packedImage({ seed: 1, size: 121 }, folder), undefined)
  t.equal(packedImage({ ...usualOrigin, fixture: { entities: {} } }, folder), undefined)
})

t.test('the sources have none, and grow it', async (t) => {
  t.equal(packedImage(usualOrigin), undefined)
})
