import type { Place, Waiting } from '../../resources/leads/queue.ts'
import type { Simulated } from '../simulated.ts'

/** The leads waiting at one place, in order, as far as this look has read them. */
type Line = { leads: Waiting[]; isWhole: boolean }

/**
 * The lines of a look, by sender and step, of which the first is -1. The look applies its own changes to them, so that it
 * need not read them again.
 */
export type Lines = Map<string, Line[]>

/** Usually only the first lead is sent to and the second inspected; more are read if these do not suit. */
const FIRST = 2
const MORE = 50

function lineAt(lines: Lines, { sender, step }: Place): Line {
  const ofSender = lines.get(sender) ?? []
  lines.set(sender, ofSender)
  const line = ofSender[step + 1] ?? { leads: [], isWhole: false }
  ofSender[step + 1] = line
  return line
}

/** The leads at the place, read lazily. */
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

/** Removes the lead from the place. */
export function leave(lines: Lines, place: Place, { id }: Waiting): void {
  const line = lineAt(lines, place)
  line.leads = line.leads.filter((lead) => lead.id !== id)
}

/** Adds the lead to the place; beyond what was read so far, the next read will find it. */
export function enter(lines: Lines, place: Place, lead: Waiting): void {
  const { leads, isWhole } = lineAt(lines, place)
  const at = leads.findIndex((other) => isBefore(lead, other))
  if (at !== -1) leads.splice(at, 0, lead)
  else if (isWhole) leads.push(lead)
}

const isBefore = (a: Waiting, b: Waiting) =>
  a.stepped_at < b.stepped_at || (a.stepped_at === b.stepped_at && a.id < b.id)
