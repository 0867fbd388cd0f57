import { CONNECTION_ERROR } from '../../resources/accounts/status.ts'
import { ACTIVE } from '../../resources/campaigns/status.ts'
import { equals } from '../../world/conditions.ts'
import { changed } from '../sending/notes.ts'
import { namedSenders } from '../sending/senders.ts'
import type { React } from './reaction.ts'

/**
 * The sending account can no longer connect: one event for each of its active campaigns, or a single one without a
 * campaign if there is none (a choice).
 */
export const accountFailed: React = ({ world, event, sent }) => {
  const { accounts, campaigns, events } = world
  const account = String(sent.account)
  if (!accounts.has(account)) return 'the account is gone'
  const response = event.text ?? '535 Authentication failed'
  accounts.update(account, () => ({
    status: CONNECTION_ERROR,
    status_message: {
      code: 'EAUTH',
      command: 'AUTH',
      response,
      e_message: response.toLowerCase(),
      responseCode: 535
    }
  }))
  const active = campaigns
    .keys([equals('status', ACTIVE)])
    .filter((id) => namedSenders(world, campaigns.require(id)).includes(account))
  if (!active.length) events.emit({ type: 'account_error', account, value: response })
  for (const id of active) {
    events.emit({ type: 'account_error', campaign: id, account, value: response })
    changed(world, id)
  }
}
