import fastJsonStringify from 'fast-json-stringify'
import t from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { readFixture } from '../../src/workspace/fixture.ts'
import { imageOf } from '../../src/workspace/seed.ts'
import { openWorkspace } from '../../src/workspace/workspace.ts'

/** The service answers by fast-json-stringify (recorded: all 825 objects are in its order), so that is the oracle. */
const worlds = {
  seeded: await imageOf({ seed: 1, size: 120 }),
  small: await imageOf({ seed: 1, size: 0, fixture: await readFixture('small') })
}

for (const [world, image] of Object.entries(worlds)) {
  for (const [, { name, entity, collection }] of keptResources) {
    t.test(`the ${world} ${name} are stored as the serialiser of the service would write them`, async (t) => {
      const stringify = fastJsonStringify({ ...entity })
      const kept = collection(openWorkspace('test', image))
      for (const one of kept.all()) t.equal(JSON.stringify(one), stringify(one))
      t.ok(kept.all().length > 0)
    })
  }
}
