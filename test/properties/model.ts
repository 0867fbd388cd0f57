import { isDeepStrictEqual } from 'node:util'
import type fc from 'fast-check'
import type { start } from '../start.ts'

/** The server, and how to call it. */
export type Real = Awaited<ReturnType<typeof start>>
export type Fields = Record<string, unknown>
/** What a workspace should hold: entities by id without their times, and links as `tag > resource`. */
export type Model = {
  campaigns: Map<string, Fields>
  tags: Map<string, Fields>
  links: Set<string>
  /** How many operations it has gone through. */
  done: number
}

type Command = fc.AsyncCommand<Model, Real>

/** The entity selected by a number, modulo the count; undefined if there are none. */
export const pick = <T>(from: Iterable<T>, number: number): T | undefined => {
  const all = [...from]
  return all.length ? all[number % all.length] : undefined
}

/** An operation that both go through, and when it makes sense. */
export const command = (
  name: string,
  run: Command['run'],
  check: (model: Model) => boolean = () => true
): Command => ({
  check,
  async run(model, real) {
    model.done += 1
    await run(model, real)
  },
  toString: () => name
})

/** The body of an answer with that status; throws an error with the answer otherwise. */
export async function expected(answer: ReturnType<Real['call']>, status = 200): Promise<Fields> {
  const { status: given, text, body } = await answer
  if (given !== status) throw new Error(`${given} instead of ${status}: ${text}`)
  return body
}

export const timeless = ({ timestamp_created, timestamp_updated, ...fields }: Fields) => fields

/** Changes replace the old values; null removes them. */
export const withChanges = (entity: Fields = {}, changes: Fields): Fields =>
  Object.fromEntries(Object.entries({ ...entity, ...changes }).filter(([, value]) => value !== null))

/** @throws Error that shows both where they differ */
export function same(found: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(found, wanted)) return
  throw new Error(`found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`)
}

/** All items of a list, page by page. */
export async function everyItem({ get }: Real, list: string, limit = 100): Promise<Fields[]> {
  const items: Fields[] = []
  for (let cursor: unknown; ; ) {
    const after = cursor === undefined ? '' : `&starting_after=${encodeURIComponent(String(cursor))}`
    const page = await expected(get(`${list}?limit=${limit}${after}`))
    const found = page.items as Fields[]
    if (!found.length) return items
    items.push(...found)
    cursor = page.next_starting_after
  }
}
