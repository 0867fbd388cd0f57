import type { World } from '../../world/world.ts'

/** What is sending or in trouble comes first; drafts come last. */
const RANK = `CASE WHEN status IN (1, 4) THEN 0 WHEN status < 0 THEN 1 WHEN status = 0 THEN 4 ELSE status END`

/** Needs only the index of sent emails. */
const SENT = `(SELECT count(*) FROM events WHERE campaign = campaigns.id AND type = 'email_sent')`

/** The ids of the campaigns that matter most: by status, then by the number of emails sent. */
export const foremost = ({ sql }: World, limit: number): string[] =>
  sql(`SELECT id FROM campaigns ORDER BY ${RANK}, ${SENT} DESC, id DESC LIMIT ?`)
    .pluck()
    .all(limit)
    .map(String)
