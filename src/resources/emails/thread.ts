import { hash } from 'node:crypto'

/**
 * Recorded: the first two characters of the campaign's id, and a rest that only depends on the lead's email, so that
 * a person has one thread in each campaign.
 */
export const threadId = (campaignId: string, lead: string): string =>
  `${campaignId.slice(0, 2)}-${hash('sha256', lead, 'base64url').slice(0, 23)}`
