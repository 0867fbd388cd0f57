import t from 'tap'
import { fixtureOf } from '../../src/workspace/fixture.ts'
import { progressFor } from '../../src/workspace/progress.ts'
import { imageOf } from '../../src/workspace/seed.ts'

t.setTimeout(0)

/** Doubles the amount until it lasts long enough to be reported. */
async function told(count: number, make: (count: number, tell: (text: string) => void) => Promise<Buffer>) {
  const texts: string[] = []
  const tell = (text: string) => texts.push(text)
  for (let most = count; ; most *= 2) {
    await make(most, tell)
    if (texts.length) return { most, texts }
  }
}

t.test('slow generation of a world reports its progress', async (t) => {
  const { most, texts } = await told(500, (size, tell) => imageOf({ seed: 2, size, tell }))
  for (const text of texts) t.match(text, new RegExp(`^growing ${most} campaigns with all else: [a-z_]+$`))
})

t.test('slow loading of a fixture reports its progress', async (t) => {
  const { most, texts } = await told(5000, (count, tell) => {
    const leads = Array.from({ length: count }, (_, index) => ({ email: `lead-${index}@example.com` }))
    return imageOf({ seed: 1, size: 0, fixture: fixtureOf({ leads }, 'the fixture'), tell })
  })
  for (const text of texts) {
    const [, done] = /^loading the fixture: leads, (\d+) of \d+$/.exec(text) ?? []
    t.ok(Number(done) < most, text)
    t.ok(text.endsWith(` of ${most}`))
  }
})

t.test('progress is reported at the given interval', async (t) => {
  const texts: string[] = []
  const each = progressFor((text) => texts.push(text), 0)
  const never = progressFor((text) => texts.push(text), Number.POSITIVE_INFINITY)
  for (const text of ['one', 'two']) {
    each(() => text)
    never(() => text)
  }
  t.strictSame(texts, ['one', 'two'])
})
