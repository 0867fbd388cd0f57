import type { Condition } from '../../world/conditions.ts'
import type { Campaign } from './schema.ts'

/** Who sends, as a JSON array. Coercion makes [''] of an `email_list` that is null: '' is no account. */
export const sendersOf = ({ email_list }: Campaign): string =>
  JSON.stringify([...new Set(email_list)].filter((email) => email !== ''))

/** Each sender of each campaign, by email. */
export const sendersView = `
  CREATE VIEW campaign_senders AS
    SELECT value AS email, campaigns.id, name, status, timestamp_created, senders FROM campaigns, json_each(senders)`

/** Narrows campaigns to those that name the account, without a look into each list. */
export const sendsFrom = (email: string): Condition => ['instr(senders, ?)', JSON.stringify(email)]
