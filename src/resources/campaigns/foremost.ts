import type { World } from '../../world/world.ts'

/** What is sending or in trouble comes first; drafts come last. */
const RANK = `CASE WHEN status IN (1, 4) THEN 0 WHEN status < 0 THEN 1 WHEN status = 0 THEN 4 ELSE status END`

/** The ids of the campaigns that matter most: by status, then in descending order of id, as lists have them. */
export const foremost = ({ sql }: World, limit: number): string[] =>
  sql(`SELECT id FROM campaigns ORDER BY ${RANK}, id DESC LIMIT ?`).pluck().all(limit).map(String)
