import fc from 'fast-check'
import t from 'tap'
import { isDeeper } from '../../src/controls/journal/depth.ts'

/** The depth of a value: 0 unless it is an array or an object. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

t.test(
  'JSON is as deep as the value that it is of, whatever brackets and quotes its texts hold',
  async () => {
    const text = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a') })
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, text, fc.array(tie('value')), fc.dictionary(text, tie('value')))
    }))
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 6 }), (value, most) => {
        return isDeeper(JSON.stringify(value), most) === depthOf(value) > most
      }),
      { numRuns: 500, seed: 1 }
    )
  }
)

t.test('malformed JSON has a depth, too', async (t) => {
  t.equal(isDeeper('[[[', 2), true)
  t.equal(isDeeper('[[[', 3), false)
  t.equal(isDeeper('{"a": {"b', 1), true)
  t.equal(isDeeper('"[[[[', 1), false)
})
