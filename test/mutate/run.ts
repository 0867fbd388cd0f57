// npm run mutate -- [src/world …] [--count 60] [--minutes 10] [--seed 1] [--tests 'test/world/**']: plants mistakes in a
// copy, one at a time, and tells how many the tests notice that run the mistaken place. What nobody noticed is printed,
// to be read.
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
    tests: { type: 'string', default: '**' }
  }
})
/** Longer than any test takes that does not hang. */
const PATIENCE = 120_000

type Mistake = Mutation & { file: string; text: string }
type Known = { test: string; ran: Ran; took: number }

const folders = positionals.length ? positionals : ['src']
const files = folders.flatMap((folder) =>
  folder.endsWith('.ts') ? [folder] : globSync(`${folder}/**/*.ts`, { cwd: root })
)
const all: Mistake[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return mutations(file, text).map((mutation) => ({ ...mutation, file, text }))
})
const { below } = random(Number(values.seed))
const waiting: Mistake[] = []
while (all.length && waiting.length < Number(values.count)) {
  waiting.push(...all.splice(below(all.length), 1))
}

/** As many at once as there are cores, each in a copy of its own. */
const copies = Array.from({ length: availableParallelism() }, copy)
process.once('exit', () => copies.map(({ remove }) => remove()))
process.once('SIGINT', () => process.exit(130))
const side = (work: (copy: Copy) => Promise<void>) => Promise.all(copies.map(work))

const tests = (copies[0]?.tests ?? []).filter((test) => matchesGlob(test, values.tests))
const known: Known[] = []
console.log(`${waiting.length} mistakes in ${files.length} files; looking at what ${tests.length} tests run`)
await side(async ({ covered }) => {
  for (let test = tests.pop(); test; test = tests.pop()) {
    const begin = performance.now()
    const ran = await covered(test, PATIENCE)
    if (ran) known.push({ test, ran, took: performance.now() - begin })
    else console.log(`${test} fails without any mistake: left out`)
  }
})

/** The tests that run a place, those of its own folder first, then the quick ones. */
function concerning({ file, start }: Mistake): string[] {
  const words = file.split(/[/.]/).slice(1, -1)
  const strangeness = ({ test }: Known) => -words.filter((word) => test.includes(word)).length
  return known
    .filter(({ ran }) => reaches(ran, file, start))
    .toSorted((a, b) => strangeness(a) - strangeness(b) || a.took - b.took)
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
let noticed = 0
let planted = 0
await side(async (copy) => {
  for (let mistake = waiting.pop(); mistake && performance.now() < until; mistake = waiting.pop()) {
    const isSeen = await isNoticed(copy, mistake)
    planted += 1
    if (isSeen) noticed += 1
    if (isSeen) continue
    const { file, text, start, end, to } = mistake
    const line = text.slice(0, start).split('\n').length
    console.log(`${file}:${line}  ${oneLine(text.slice(start, end))}  →  ${oneLine(to) || 'nothing'}`)
  }
})
console.log(`${noticed} of ${planted} noticed, ${((100 * noticed) / planted).toFixed(0)} %`)
