import type { Condition } from '../../world/conditions.ts'

/** The address in `column`, or its exact domain, is on the block list. */
export const isBlocked = (column: string): Condition => [
  `${column} IN (SELECT bl_value FROM block_lists_entries)
    OR substr(${column}, instr(${column}, '@') + 1) IN (SELECT bl_value FROM block_lists_entries)`
]
