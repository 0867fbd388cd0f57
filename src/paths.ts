import { type OperationId, operations } from './contract.ts'

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

/** The operation that a request to this path would be; where two could be meant, the one that names more of it. */
export function operationAt(method: string, path: string): OperationId | undefined {
  const meant = operations.filter(([m, template]) => m === method && templateMatches(template, path))
  // `{` sorts after all letters.
  return meant.toSorted(([, a], [, b]) => (a < b ? -1 : 1))[0]?.[2]
}
