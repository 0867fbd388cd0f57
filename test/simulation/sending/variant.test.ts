import fc from 'fast-check'
import t from 'tap'
import { stepFrom, variantOf } from '../../../src/simulation/sending/variant.ts'

const variant = fc.record({ v_disabled: fc.boolean() }, { requiredKeys: [] })
const step = fc.record({ variants: fc.array(variant, { maxLength: 5 }) })

t.test('the enabled variants take turns, each as often as the others', async (t) => {
  fc.assert(
    fc.property(step, fc.integer({ min: 1, max: 4 }), (step, rounds) => {
      const enabled = [...step.variants.keys()].filter((index) => step.variants[index]?.v_disabled !== true)
      const sent = enabled.length * rounds
      const turns = Array.from({ length: sent }, (_, count) => variantOf(step, count))
      t.strictSame(turns, Array(rounds).fill(enabled).flat())
    })
  )
})

t.test('a step without a variant in use has none to send', async (t) => {
  t.equal(variantOf({ variants: [] }, 3), undefined)
  t.equal(variantOf({ variants: [{ v_disabled: true }] }, 3), undefined)
})

t.test('a step without a variant in use is passed over', async (t) => {
  const off = { variants: [{ v_disabled: true }] }
  const on = { variants: [{ v_disabled: true }, {}] }
  const steps = [off, on, { variants: [] }, on, off]
  t.strictSame(
    [0, 1, 2, 3, 4, 5].map((from) => stepFrom(steps, from)),
    [1, 1, 3, 3, undefined, undefined]
  )
})
