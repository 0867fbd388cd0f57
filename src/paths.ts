import { type Operation, type OperationId, operations } from './contract.ts'

/** Whether a path matches the pattern; `*` matches one segment, `**` any number. */
export const pathMatches = (pattern: string, path: string): boolean =>
  segmentsMatch(pattern.split('/'), path.split('/'))

/** The same for a test's pattern and a client's path, ignoring differences of encoding and trailing slashes. */
export const callMatches = (pattern: string, path: string): boolean =>
  segmentsMatch(segmentsOf(patternOf(pattern)), segmentsOf(path))

const segmentsOf = (path: string) =>
  path
    .replace(/^\/_mock\/api\/v2(?=\/)/, '')
    .replace(/\/+$/, '')
    .split('/')
    .map(decoded)

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** Backtracks only to the last `**`, which suffices and keeps the time linear in the path. */
function segmentsMatch(expected: string[], given: string[]): boolean {
  let at = 0
  let many: { next: number; from: number } | undefined
  for (let index = 0; index < given.length; ) {
    if (expected[at] === '**') {
      at += 1
      many = { next: at, from: index }
    } else if (expected[at] === '*' || expected[at] === given[index]) {
      at += 1
      index += 1
    } else if (many) {
      many.from += 1
      index = many.from
      at = many.next
    } else return false
  }
  return expected.slice(at).every((part) => part === '**')
}

/** The pattern of a template of the contract, where `{id}` matches one segment. */
export const patternOf = (template: string) => template.replace(/\{\w+\}/g, '*')

/** Whether a path matches the template. */
export const templateMatches = (template: string, path: string) => pathMatches(patternOf(template), path)

/** The operations whose templates match the path, literally or by parameters. */
export const operationsFor = (method: string, path: string): Operation[] =>
  likeOnes.get(kindOf(method, path))?.filter(([, template]) => templateMatches(template, path)) ?? []

/** The operation of this path; if two match, the more literal one. */
export function operationAt(method: string, path: string): OperationId | undefined {
  // `{` sorts after all letters.
  return operationsFor(method, path).toSorted(([, a], [, b]) => (a < b ? -1 : 1))[0]?.[2]
}

/** The method, the collection and the number of segments, which a path and its template share. */
function kindOf(method: string, path: string): string {
  const segments = path.split('/')
  return `${method} ${segments[3]} ${segments.length}`
}

const likeOnes = Map.groupBy(operations, ([method, path]) => kindOf(method, path))
