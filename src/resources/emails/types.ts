import { oneOf } from '../schemas.ts'

export const SENT = 1
export const RECEIVED = 2
export const MANUAL = 3
export const SCHEDULED = 4

export const ueType = () =>
  oneOf('The origin of the email', [SENT, RECEIVED, MANUAL, SCHEDULED], {
    '1': 'sent by a campaign',
    '2': 'received',
    '3': 'sent by hand',
    '4': 'waiting to be sent'
  })

/** The types by their names in the list's filter; scheduled ones are reached only by `scheduled_only`. */
export const typesByName = { received: RECEIVED, sent: SENT, manual: MANUAL } as const
