import type { Campaign } from '../../resources/campaigns/schema.ts'

/** The bits of `sent_with` in the log: campaigns change, and their past emails do not. */
export const UNSUBSCRIBE_HEADER = 1
export const TRACKED_OPENS = 2
export const TRACKED_CLICKS = 4

/** What the campaign's emails are sent with now; undefined for nothing. */
export function sentWith({
  insert_unsubscribe_header,
  open_tracking,
  link_tracking
}: Campaign): number | undefined {
  const header = insert_unsubscribe_header ? UNSUBSCRIBE_HEADER : 0
  const opens = open_tracking ? TRACKED_OPENS : 0
  const clicks = link_tracking ? TRACKED_CLICKS : 0
  return header + opens + clicks || undefined
}
