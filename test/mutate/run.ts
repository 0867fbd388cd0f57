// npm run mutate -- [src/world …] [--count 60] [--minutes 10] [--seed 1] [--tests 'test/world/**'] [--most 30]: plants
// mistakes in a copy, one at a time, and tells for each folder how many are noticed by the tests that run the mistaken place,
// at most 30 for each, the likeliest first. What nobody noticed is printed, to be read.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, matchesGlob } from 'node:path'
import { parseArgs } from 'node:util'
import { random } from '../fuzz/mutate.ts'
import { root } from '../run.ts'
import { type Copy, copy, type Ran, reaches } from './copy.ts'
import { type Mutation, mutations } from './mutations.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '60' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string', default: '**' },
    most: { type: 'string', default: '30' }
  }
})
/** Longer than any test takes that does not hang. */
const PATIENCE = 120_000

type Mistake = Mutation & { file: string; text: string }
type Known = { test: string; ran: Ran; took: number }
/** A file or folder given, with the mistakes to plant there. */
type Part = { name: string; waiting: Mistake[]; planted: number; noticed: number }

const { below } = random(Number(values.seed))
const parts = (positionals.length ? positionals : ['src']).map(partOf)

function partOf(name: string): Part {
  const files = name.endsWith('.ts') ? [name] : globSync(`${name}/**/*.ts`, { cwd: root })
  const all: Mistake[] = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return mutations(file, text).map((mutation) => ({ ...mutation, file, text }))
  })
  const waiting: Mistake[] = []
  while (all.length && waiting.length < Number(values.count)) {
    waiting.push(...all.splice(below(all.length), 1))
  }
  return { name, waiting, planted: 0, noticed: 0 }
}

/** Runs as many at once as there are cores, each in its own copy. */
const copies = Array.from({ length: availableParallelism() }, copy)
process.once('exit', () => {
  for (const { remove } of copies) remove()
  for (const { name, planted, noticed } of parts) console.log(`${name}: ${noticed} of ${planted} noticed`)
})
process.once('SIGINT', () => process.exit(130))
const side = (work: (copy: Copy) => Promise<void>) => Promise.all(copies.map(work))

const tests = (copies[0]?.tests ?? []).filter((test) => matchesGlob(test, values.tests))
const known: Known[] = []
console.log(`looking at what ${tests.length} tests run`)
await side(async ({ covered }) => {
  for (let test = tests.pop(); test; test = tests.pop()) {
    const begin = performance.now()
    const ran = await covered(test, PATIENCE)
    if (ran) known.push({ test, ran, took: performance.now() - begin })
    else console.log(`${test} fails without any mistake: left out`)
  }
})

/** The tests that run a place, those of its own folder first, then the fast ones. */
function concerning({ file, start }: Mistake): string[] {
  const words = file.split(/[/.]/).slice(1, -1)
  const strangeness = ({ test }: Known) => -words.filter((word) => test.includes(word)).length
  return known
    .filter(({ ran }) => reaches(ran, file, start))
    .toSorted((a, b) => strangeness(a) - strangeness(b) || a.took - b.took)
    .slice(0, Number(values.most))
    .map(({ test }) => test)
}

async function isNoticed({ place, ends }: Copy, mistake: Mistake): Promise<boolean> {
  const { file, text, start, end, to } = mistake
  const path = join(place, file)
  writeFileSync(path, text.slice(0, start) + to + text.slice(end))
  try {
    for (const test of concerning(mistake)) {
      if (!(await ends([test], PATIENCE, { TAP_BAIL: '1' }))) return true
    }
    return !(await ends(['node_modules/typescript/bin/tsc'], PATIENCE))
  } finally {
    writeFileSync(path, text)
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 70)
const until = performance.now() + Number(values.minutes) * 60_000
/** Of the part in which most are still to plant, so that all are done alike. */
function next() {
  const [part] = parts.toSorted((a, b) => b.waiting.length - a.waiting.length)
  const mistake = performance.now() < until ? part?.waiting.pop() : undefined
  return part && mistake && { part, mistake }
}
await side(async (copy) => {
  for (let now = next(); now; now = next()) {
    const { part, mistake } = now
    const isSeen = await isNoticed(copy, mistake)
    part.planted += 1
    if (isSeen) part.noticed += 1
    if (isSeen) continue
    const { file, text, start, end, to } = mistake
    const line = text.slice(0, start).split('\n').length
    console.log(`${file}:${line}  ${oneLine(text.slice(start, end))}  →  ${oneLine(to) || 'nothing'}`)
  }
})
