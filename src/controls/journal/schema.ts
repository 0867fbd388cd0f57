import { Type } from 'typebox'
import type { OperationId } from '../../contract.ts'
import { instant } from '../clock/schema.ts'

/** Compared as text, as parameters come. */
const Parameter = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

const match = {
  operation_id: Type.Optional(
    Type.Unsafe<OperationId | null>({
      anyOf: [{ type: 'string' }, { type: 'null' }],
      description: 'The operation; null for calls of unknown routes.',
      examples: ['createCampaign']
    })
  ),
  method: Type.Optional(Type.String({ description: 'The HTTP method, in capitals.', examples: ['POST'] })),
  path: Type.Optional(
    Type.String({
      description: 'The path; `*` or `{id}` stands for one segment, `**` for any number of them.',
      examples: ['/api/v2/campaigns/*']
    })
  ),
  status: Type.Optional(
    Type.Union([Type.Integer({ minimum: 200, maximum: 599 }), Type.Null()], {
      description: 'The status that was answered; null for calls left without an answer.',
      examples: [200]
    })
  ),
  body: Type.Optional(
    Type.Unknown({ description: 'What the body holds at least.', examples: [{ name: 'Spring' }] })
  ),
  query: Type.Optional(
    Type.Record(Type.String(), Type.Union([Parameter, Type.Array(Parameter, { minItems: 1 })]), {
      description: 'What the query holds at least.',
      examples: [{ limit: '10' }]
    })
  ),
  since: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0 }), instant('An instant.')], {
      description: 'After the call of this number, or since this instant.',
      examples: [12]
    })
  )
}

const closed = { additionalProperties: false }

/** Which calls are meant; a criterion that is not given holds for all. */
export const Match = Type.Object(match, { ...closed, examples: [{ operation_id: 'createCampaign' }] })
export type Match = Type.Static<typeof Match>

const { body, query, ...inQuery } = match
export const MatchInQuery = Type.Object(inQuery, closed)

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description, examples: [1] }))

/** Calls that are expected: at least once, unless a count is given. */
export const Expectation = Type.Object(
  {
    ...match,
    exactly: count('So often, no more and no less.'),
    at_least: count('So often or more; once, unless a count is given.'),
    at_most: count('So often or less.')
  },
  closed
)
export type Expectation = Type.Static<typeof Expectation>

export const Verify = Type.Object(
  {
    calls: Type.Array(Expectation, { minItems: 1, description: 'The calls that are expected.' }),
    in_order: Type.Optional(
      Type.Boolean({
        description:
          'Whether they come in this order: of each, as many calls as it counts, after those of the one before. Calls ' +
          'that are not expected may come between, and more calls of what has no most; a call of what has `exactly` or ' +
          '`at_most` must be one of those counted. What may be absent, by `at_least: 0` or `at_most`, may be.',
        examples: [true]
      })
    )
  },
  {
    ...closed,
    examples: [
      { calls: [{ operation_id: 'deleteCampaign', exactly: 0 }] },
      {
        calls: [
          { operation_id: 'createCampaign', body: { name: 'Spring' }, exactly: 1 },
          { operation_id: 'activateCampaign' }
        ],
        in_order: true
      }
    ]
  }
)
