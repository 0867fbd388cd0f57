import type { World } from '../../../world/world.ts'

/** The rows that a query of the log gives; what its columns are called and hold is up to its text. */
export const rowsOf = <Row>({ sql }: World, text: string, values: unknown[]): Row[] =>
  sql(text).all(...values) as Row[]
