import type { Condition } from '../../world/conditions.ts'
import { addressOf } from '../address.ts'
import type { Campaign } from './schema.ts'

/**
 * The senders, as a JSON array of addresses; they need not be accounts. Coercion turns an `email_list` of null into
 * ['']: '' is not an account.
 */
export const sendersOf = ({ email_list = [] }: Pick<Campaign, 'email_list'>): string =>
  JSON.stringify([...new Set(email_list.map(addressOf))].filter((email) => email !== ''))

/** Each sender of each campaign, by email. */
export const sendersView = `
  CREATE VIEW campaign_senders AS
    SELECT value AS email, campaigns.id, name, status, timestamp_created, senders FROM campaigns, json_each(senders)`

const without = (text: string) => `json_set(${text}, '$.email_list', json((
      SELECT json_group_array(value) FROM json_each(document, '$.email_list') WHERE lower(trim(value)) <> old.email)))`

/** A deleted account is removed from the campaigns that name it. */
export const sendersTrigger = `
  CREATE TRIGGER campaigns_of_account AFTER DELETE ON accounts BEGIN
    UPDATE campaigns SET
      senders = (SELECT json_group_array(value) FROM json_each(senders) WHERE value <> old.email),
      listed = ${without('listed')},
      document = ${without('document')}
    WHERE instr(senders, json_quote(old.email));
  END`

/** Narrows campaigns to those that name the account, without reading each list. */
export const sendsFrom = (email: string): Condition => ['instr(senders, ?)', JSON.stringify(email)]
