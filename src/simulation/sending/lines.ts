import type { Place, Waiting } from '../../resources/leads/queue.ts'
import type { Simulated } from '../simulated.ts'

/** The leads that wait at one place, in order, as far as one look has read them. */
type Line = { leads: Waiting[]; isWhole: boolean }

/** The lines of a look, by place. What the look itself does, it does to them, too, and need not read again. */
export type Lines = Map<string, Line>

/** Mostly the first one goes, and the second is asked for; behind leads that do not suit, many may not. */
const FIRST = 2
const MORE = 50

const keyOf = ({ sender, step }: Place) => `${step} ${sender}`

function lineAt(lines: Lines, place: Place): Line {
  const line = lines.get(keyOf(place)) ?? { leads: [], isWhole: false }
  lines.set(keyOf(place), line)
  return line
}

/** The leads at the place, read as far as they are asked for. */
export function* waitingAt(world: Simulated, lines: Lines, place: Place): Generator<Waiting> {
  const line = lineAt(lines, place)
  const leadAt = (at: number) => {
    if (at === line.leads.length) readMore(world, line, place)
    return line.leads[at]
  }
  let at = 0
  for (let lead = leadAt(at); lead; lead = leadAt(at)) {
    yield lead
    at += 1
  }
}

function readMore(world: Simulated, line: Line, place: Place): void {
  if (line.isWhole) return
  const limit = line.leads.length ? MORE : FIRST
  const leads = world.leads.waiting(place, line.leads.at(-1), limit)
  line.leads.push(...leads)
  line.isWhole = leads.length < limit
}

/** The lead waits at the place no more. */
export function leave(lines: Lines, place: Place, { id }: Waiting): void {
  const line = lineAt(lines, place)
  line.leads = line.leads.filter((lead) => lead.id !== id)
}

/** The lead waits at the place now; behind what was read of it, it is found when that is read. */
export function enter(lines: Lines, place: Place, lead: Waiting): void {
  const { leads, isWhole } = lineAt(lines, place)
  const at = leads.findIndex((other) => isBefore(lead, other))
  if (at !== -1) leads.splice(at, 0, lead)
  else if (isWhole) leads.push(lead)
}

const isBefore = (a: Waiting, b: Waiting) =>
  a.stepped_at < b.stepped_at || (a.stepped_at === b.stepped_at && a.id < b.id)
