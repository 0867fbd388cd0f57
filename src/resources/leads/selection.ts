import { type Static, Type } from 'typebox'
import { email, exampleId, flag, listOf, number, text, wordOf } from '../schemas.ts'
import { anyLeadFilter } from './filter.ts'
import { exampleLeadEmail } from './schema.ts'

export const leadIds = (description: string) => listOf(text('The id of a lead.', exampleId), description)

const occurrenceCount = Type.Object(
  {
    condition: Type.Optional(
      wordOf('How to compare', {
        more: 'more often than that',
        less: 'less often than that',
        equal: 'exactly that often'
      })
    ),
    count: Type.Optional(number('How often.', 1))
  },
  { description: 'How often it happened; at least once by default.' }
)

const statusCondition = Type.Object(
  {
    status: Type.Optional(number('An interest status.', 1)),
    condition: Type.Optional(wordOf('How to compare', { is: 'has that status', 'is-not': 'has another' }))
  },
  { description: 'Which interest status the lead has.' }
)

export const LeadQuery = Type.Object(
  {
    actionType: wordOf(
      'What to count',
      {
        reply: 'replies',
        'email-open': 'opened emails',
        'last-contacted': 'emails to the lead',
        'link-click': 'clicked links',
        'lead-status': 'the interest status',
        'lead-status-change': 'changes of the interest status'
      },
      { examples: ['email-open'] }
    ),
    values: Type.Object(
      {
        'occurrence-days': Type.Optional(number('Within this many days.', 7)),
        'occurrence-count': Type.Optional(occurrenceCount),
        'lead-status': Type.Optional(statusCondition)
      },
      { description: 'The criteria.' }
    )
  },
  {
    description: 'One condition.',
    examples: [{ actionType: 'email-open', values: { 'occurrence-days': 7 } }]
  }
)
export type LeadQuery = Static<typeof LeadQuery>

export const queries = Type.Optional(listOf(LeadQuery, 'Only leads that meet each of these conditions.'))

/** The fields common to all selections of leads; all conditions must hold. */
export const place = {
  campaign: Type.Optional(text('Only leads in this campaign.', exampleId)),
  list_id: Type.Optional(text('Only leads in this list.', exampleId)),
  in_campaign: Type.Optional(flag('Only leads in any campaign, or only those in none.', true)),
  in_list: Type.Optional(flag('Only leads in any list, or only those in none.', true))
}

export const search = Type.Optional(text('Part of a name or of the email, ignoring case.', 'Ben Example'))

/** The fields common to listing and moving leads. */
export const selection = {
  search,
  filter: Type.Optional(anyLeadFilter('Only leads of this kind')),
  ...place,
  ids: Type.Optional(leadIds('Only these leads.')),
  queries,
  excluded_ids: Type.Optional(leadIds('None of these leads.')),
  contacts: Type.Optional(
    listOf(email('The email of a lead.', exampleLeadEmail), 'Only leads with one of these emails.')
  )
}
