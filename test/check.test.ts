import t from 'tap'
import { Type } from 'typebox'
import { mistakesIn } from '../src/check.ts'

const wanted = (schema: Parameters<typeof mistakesIn>[0]) => mistakesIn(schema, 1.5)[0]?.text

t.test('the message for a number includes its bounds', async (t) => {
  t.equal(wanted(Type.Integer()), 'is 1.5, wanted a whole number')
  t.equal(wanted(Type.Integer({ minimum: 2 })), 'is 1.5, wanted a whole number of at least 2')
  t.equal(wanted(Type.Integer({ minimum: 2, maximum: 9 })), 'is 1.5, wanted a whole number from 2 to 9')
})

t.test('the message for a list includes its number of items', async (t) => {
  const ofTexts = (bounds: { minItems?: number; maxItems: number }) =>
    wanted(Type.Array(Type.Unknown(), bounds))
  t.equal(ofTexts({ maxItems: 3 }), 'is 1.5, wanted a list of 0 to 3')
  t.equal(ofTexts({ minItems: 1, maxItems: 3 }), 'is 1.5, wanted a list of 1 to 3')
})
