import { type Operation, type OperationId, operations } from './contract.ts'

/** Whether a path is one that the pattern means; `*` stands for one segment, `**` for any number of them. */
export const pathMatches = (pattern: string, path: string): boolean =>
  segmentsMatch(pattern.split('/'), path.split('/'))

/** The same of a pattern that a test wrote and a path that a client called, however either is encoded or ends. */
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

/** Of several `**` only the last is tried again, which is enough, and keeps the time in proportion to the path. */
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

/** The pattern of one of the contract's templates, in which `{id}` stands for one segment. */
export const patternOf = (template: string) => template.replace(/\{\w+\}/g, '*')

/** Whether a path is one of the template. */
export const templateMatches = (template: string, path: string) => pathMatches(patternOf(template), path)

/** The operations that a request to this path could be: those that name it, or have a parameter where it has a word. */
export const operationsFor = (method: string, path: string): Operation[] =>
  likeOnes.get(kindOf(method, path))?.filter(([, template]) => templateMatches(template, path)) ?? []

/** The operation that a request to this path would be; where two could be meant, the one that names more of it. */
export function operationAt(method: string, path: string): OperationId | undefined {
  // `{` sorts after all letters.
  return operationsFor(method, path).toSorted(([, a], [, b]) => (a < b ? -1 : 1))[0]?.[2]
}

/** What a path and its template have in common: the method, the collection and the number of segments. */
function kindOf(method: string, path: string): string {
  const segments = path.split('/')
  return `${method} ${segments[3]} ${segments.length}`
}

const likeOnes = Map.groupBy(operations, ([method, path]) => kindOf(method, path))
