import type { Condition } from '../../world/conditions.ts'

/** The address, which is in `column`, is on the block list, or its exact domain is. */
export const isBlocked = (column: string): Condition => [
  `${column} IN (SELECT bl_value FROM block_lists_entries)
    OR substr(${column}, instr(${column}, '@') + 1) IN (SELECT bl_value FROM block_lists_entries)`
]
