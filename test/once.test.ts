import t from 'tap'
import { once } from '../src/once.ts'

t.test('the value is created once', async (t) => {
  let made = 0
  const give = once(() => ({ number: ++made }))
  t.equal(give(), give())
  t.equal(made, 1)
})

t.test('after a rejected promise the next call tries again', async (t) => {
  let made = 0
  const give = once(async () => {
    made += 1
    if (made === 1) throw new Error('EMFILE: too many open files')
    return made
  })
  const [first, second] = [give(), give()]
  t.equal(first, second, 'those who wait for it wait for one')
  await t.rejects(first, { message: 'EMFILE' })
  t.equal(await give(), 2)
  t.equal(await give(), 2)
})
