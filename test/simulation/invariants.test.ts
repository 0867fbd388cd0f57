import fc from 'fast-check'
import t from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { build } from './build.ts'
import { disagreements } from './figures.ts'
import { brokenRules } from './rules.ts'
import { SPAN, someWorlds, world } from './worlds.ts'

const mock = await createInstantlyMock({ port: false, fixture: 'empty' })
t.teardown(() => mock.close())

t.test('no rule of sending is broken, and every figure agrees with every other', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      await build(mock, given)
      await mock.clock.advance(SPAN)
      const wrong = [...brokenRules(mock), ...(await disagreements(mock, given.start))]
      if (wrong.length) throw new Error(wrong.join('\n'))
    }),
    someWorlds(1)
  )
})
