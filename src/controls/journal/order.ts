import { badRequest } from '../../errors.ts'
import type { Difference, JournalEntry } from './answers.ts'
import { callText, countOf, describe, isBounded, nearest } from './expectation.ts'
import { matches } from './match.ts'
import type { Expectation } from './schema.ts'

/** A state of the search: `taken` calls of this expectation, all after the last call of the previous one. */
type Place = { step: number; taken: number; after: number; last: number }

/** The maximum number of steps; they take about a second, during which no other request is served. */
const MOST_LOOKS = 3_000_000

/**
 * The calls out of order. Each expectation takes its calls before the next one takes any. A call that matches an
 * expectation with an upper bound must be taken; others may be skipped. If both are possible, both are followed.
 * @throws ApiError 400 if there are too many possibilities
 */
export function orderDifferences(expected: Expectation[], entries: JournalEntry[]): Difference[] {
  let looks = 0
  let places = onwards([{ step: 0, taken: 0, after: 0, last: 0 }], expected)
  for (const entry of entries) {
    looks += places.length
    if (looks > MOST_LOOKS) throw tooManyWays(expected.length, entries.length)
    const meant = expected.map((expectation) => matches(expectation, entry))
    const bounded = expected.find((expectation, step) => meant[step] && isBounded(expectation))
    const next = places.flatMap((place) => {
      const current = expected[place.step]
      if (current && meant[place.step]) return take(place, current, entry)
      return bounded ? [] : [place]
    })
    if (bounded && !next.length) return [untimely(bounded, entry, expected, entries, furthest(places))]
    places = onwards(next, expected)
  }
  const { step, taken, after } = furthest(places)
  const current = expected[step]
  if (!current) return []
  const text = `${describe(current)} after call ${after}`
  return [{ expected: text, found: taken, nearest: nearest({ ...current, since: after }, entries) }]
}

/** Empty if there is one call too many; without an upper bound an expectation accepts more calls than it needs. */
function take(place: Place, expectation: Expectation, { number }: JournalEntry): Place[] {
  const { least, most } = countOf(expectation)
  if (place.taken < (isBounded(expectation) ? most : least)) {
    return [{ ...place, taken: place.taken + 1, last: number }]
  }
  return isBounded(expectation) ? [] : [place]
}

/** These states, and those after every expectation that is already met. */
function onwards(places: Place[], expected: Expectation[]): Place[] {
  const all = new Map<number, Place>()
  for (const from of places) {
    let place = from
    while (!all.has(keyOf(place))) {
      all.set(keyOf(place), place)
      const current = expected[place.step]
      if (!current || place.taken < countOf(current).least) break
      place = { step: place.step + 1, taken: 0, after: place.last, last: place.last }
    }
  }
  return [...all.values()]
}

/** One number for both: no expectation takes a million calls, because no journal keeps that many. */
const keyOf = ({ step, taken }: Place) => step * 1_000_000 + taken

const tooManyWays = (expectations: number, calls: number) =>
  badRequest(
    `${expectations} expectations and ${calls} calls can be matched in too many ways to decide the order, wanted fewer ` +
      'expectations, or a since, or fewer of them that may be absent'
  )

const furthest = (places: Place[]): Place =>
  places.reduce((best, place) => ((place.step - best.step || place.taken - best.taken) > 0 ? place : best))

function untimely(
  bounded: Expectation,
  entry: JournalEntry,
  expected: Expectation[],
  entries: JournalEntry[],
  { step, taken }: Place
): Difference {
  const current = expected[step]
  const due = current ? `${describe(current)} was wanted, found ${taken}` : 'nothing more was wanted'
  return {
    expected: `${describe(bounded)} in order`,
    found: entries.filter((one) => matches(bounded, one)).length,
    nearest: [{ call: callText(entry), because: [`when it came, ${due}`] }]
  }
}
