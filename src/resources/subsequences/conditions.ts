import { Type } from 'typebox'
import { number, oneOf, text } from '../schemas.ts'

export const OPENED = 2
export const CLICKED = 4
export const FINISHED_WITHOUT_REPLY = 91

const activity = () =>
  oneOf('What the lead did', [CLICKED, FINISHED_WITHOUT_REPLY, OPENED], {
    '2': 'opened an email',
    '4': 'clicked a link',
    '91': 'reached the end of the campaign without a reply'
  })

const builtInInterest = {
  '0': 'out of office',
  '1': 'interested',
  '2': 'meeting booked',
  '3': 'meeting completed',
  '4': 'won',
  '-1': 'not interested',
  '-2': 'wrong person',
  '-3': 'lost',
  '-4': 'no show'
}

export const Conditions = Type.Object(
  {
    crm_status: Type.Optional(
      Type.Array(
        number('An interest status: a built-in one, or that of a label.', 1, {
          minimum: -30000,
          maximum: 30000,
          'x-enumDescriptions': builtInInterest
        }),
        { description: 'The lead gets one of these interest statuses.' }
      )
    ),
    lead_activity: Type.Optional(
      Type.Array(activity(), { description: 'The lead did one of these things.' })
    ),
    reply_contains: Type.Optional(text('The reply of the lead contains this text, ignoring case.', 'not now'))
  },
  { description: 'What moves a lead of the campaign into it; one condition is enough.' }
)
