import { type Operation, type OperationId, operations } from './contract.ts'

/** Whether a path is one that the pattern means; `*` stands for one segment. */
export function pathMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length && wanted.every((part, index) => part === '*' || part === given[index])
  )
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
