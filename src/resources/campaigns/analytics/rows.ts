import type { World } from '../../../world/world.ts'

/** The rows of a query of the log; its text decides their columns. */
export const rowsOf = <Row>({ sql }: World, text: string, values: unknown[]): Row[] =>
  sql(text).all(...values) as Row[]
