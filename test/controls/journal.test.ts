import t from 'tap'
import { type Call, createJournal } from '../../src/controls/journal/engine.ts'

const call = (more: Partial<Call> = {}) => ({
  at: 0,
  operationId: 'listCampaign',
  method: 'GET',
  url: '/x',
  sent: undefined,
  status: 200,
  answer: undefined,
  duration: 1,
  fault: undefined,
  ...more
})
const numbers = ({ calls }: ReturnType<typeof createJournal>) => calls().map(({ number }) => number)

t.test('calls are numbered from 1 and kept in order', async (t) => {
  const journal = createJournal()
  journal.add(call({ url: '/a' }))
  journal.add(call({ url: '/b' }))
  t.match(journal.calls(), [
    { number: 1, url: '/a' },
    { number: 2, url: '/b' }
  ])
})

t.test('the number of calls is limited, and the latest are kept', async (t) => {
  const journal = createJournal(3)
  for (let count = 0; count < 10; count++) journal.add(call())
  t.same(numbers(journal), [8, 9, 10])
  for (let count = 0; count < 1000; count++) journal.add(call())
  t.same(numbers(journal), [1008, 1009, 1010])
})

t.test('the number of characters in URLs, bodies and answers is limited', async (t) => {
  const journal = createJournal(100, 30)
  const ten = call({ url: '/x', sent: '1234', answer: '1234' })
  for (let count = 0; count < 5; count++) journal.add(ten)
  t.same(numbers(journal), [3, 4, 5])
  journal.add(call({ url: '/x', sent: 'x'.repeat(18) }))
  t.same(numbers(journal), [5, 6])
})

t.test('one call may make many be forgotten', async (t) => {
  const journal = createJournal(1000, 1000)
  for (let count = 0; count < 400; count++) journal.add(call())
  for (const length of [160, 160, 160, 160, 160]) journal.add(call({ url: 'x'.repeat(length) }))
  t.equal(journal.calls().at(-1)?.number, 405)
  t.equal(journal.calls().length, 105)
})

t.test('of long answers only the last hundred are kept; their calls are', async (t) => {
  const journal = createJournal(1000)
  for (let count = 0; count < 102; count++) journal.add(call({ answer: 'x'.repeat(65_537) }))
  journal.add(call({ answer: 'x'.repeat(65_536) }))
  const lengths = journal.calls().map(({ answer }) => answer?.length)
  t.same(lengths, [undefined, undefined, ...Array(100).fill(65_537), 65_536])
})

t.test('long answers are dropped before any call is', async (t) => {
  const journal = createJournal(1000, 3 * 65_540)
  const answered = () => journal.calls().flatMap(({ number, answer }) => (answer ? [number] : []))
  for (let count = 0; count < 80; count++) journal.add(call({ answer: 'x'.repeat(65_537) }))
  t.equal(journal.calls().length, 80, 'no call is forgotten for a long answer')
  t.same(answered(), [79, 80])
  journal.clear(({ number }) => number === 79)
  for (let count = 0; count < 80; count++) journal.add(call({ answer: Buffer.alloc(65_537) }))
  t.same(answered(), [159, 160])
  t.equal(journal.calls().length, 159)
  t.equal(journal.forgotten.calls, 0)
})

t.test('the last call is kept, however large it is', async (t) => {
  const journal = createJournal(100, 30)
  journal.add(call())
  journal.add(call({ answer: 'x'.repeat(1000) }))
  t.same(numbers(journal), [2])
  journal.add(call())
  t.same(numbers(journal), [3])
})

t.test('clearing makes room again, and numbering continues', async (t) => {
  const journal = createJournal(100, 20)
  journal.add(call({ sent: 'x'.repeat(18) }))
  t.equal(
    journal.clear(({ number }) => number === 1),
    1
  )
  journal.add(call({ sent: 'x'.repeat(8) }))
  journal.add(call({ sent: 'x'.repeat(8) }))
  t.same(numbers(journal), [2, 3])
})

t.test('clearing everything restarts the journal', async (t) => {
  const journal = createJournal()
  journal.add(call())
  journal.add(call())
  t.equal(journal.clear(), 2)
  t.same(journal.calls(), [])
  journal.add(call())
  t.same(numbers(journal), [1])
})

t.test('forgotten calls are counted until everything is cleared', async (t) => {
  const journal = createJournal(3)
  for (let at = 10; at > 0; at--) journal.add(call({ at }))
  t.same(journal.forgotten, { calls: 7, last: 7, latest: 10 })
  journal.clear(({ number }) => number === 9)
  t.equal(journal.forgotten.calls, 7)
  journal.clear()
  t.equal(journal.forgotten.calls, 0)
})

t.test("a forgotten call's long answer is forgotten, too", async (t) => {
  const journal = createJournal(2)
  for (let count = 0; count < 4; count++) journal.add(call({ answer: 'x'.repeat(65_537) }))
  t.match(journal.calls(), [
    { number: 3, answer: String },
    { number: 4, answer: String }
  ])
  t.equal(journal.forgotten.calls, 2)
})

t.test("a forgotten call leaves other calls' long answers to be dropped", async (t) => {
  const journal = createJournal(100, 100_000)
  journal.add(call({ sent: 'x'.repeat(60_000) }))
  journal.add(call({ answer: 'x'.repeat(65_537) }))
  t.equal(journal.forgotten.calls, 1)
  journal.add(call({ answer: 'x'.repeat(65_537) }))
  t.match(journal.calls(), [
    { number: 2, answer: undefined },
    { number: 3, answer: String }
  ])
})
