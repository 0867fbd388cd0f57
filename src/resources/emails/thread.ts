import { hash } from 'node:crypto'

/**
 * Recorded: the first two characters of the campaign's id, and a rest that depends only on the lead's email, so a person
 * has one thread per campaign.
 */
export const threadId = (campaignId: string, lead: string): string =>
  `${campaignId.slice(0, 2)}-${hash('sha256', lead, 'base64url').slice(0, 23)}`
