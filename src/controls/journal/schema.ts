import { Type } from 'typebox'
import type { OperationId } from '../../contract.ts'
import { instant } from '../clock/schema.ts'

/** Compared as strings, which is how parameters arrive. */
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
      description: 'The path; `*` or `{id}` matches one segment, `**` any number.',
      examples: ['/api/v2/campaigns/*']
    })
  ),
  status: Type.Optional(
    Type.Union([Type.Integer({ minimum: 200, maximum: 599 }), Type.Null()], {
      description: 'The status of the answer; null for calls left without one.',
      examples: [200]
    })
  ),
  body: Type.Optional(
    Type.Unknown({ description: 'What the body must contain.', examples: [{ name: 'Spring' }] })
  ),
  query: Type.Optional(
    Type.Record(Type.String(), Type.Union([Parameter, Type.Array(Parameter, { minItems: 1 })]), {
      description: 'What the query must contain.',
      examples: [{ limit: '10' }]
    })
  ),
  since: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0 }), instant('An instant.')], {
      description: 'Only calls after this number, or since this instant.',
      examples: [12]
    })
  )
}

const closed = { additionalProperties: false }

/** Which calls to match; a criterion that is left out matches all. */
export const Match = Type.Object(match, { ...closed, examples: [{ operation_id: 'createCampaign' }] })
export type Match = Type.Static<typeof Match>

const { body, query, ...inQuery } = match
export const MatchInQuery = Type.Object(inQuery, closed)

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description, examples: [1] }))

/** An expected call: at least once by default. */
export const Expectation = Type.Object(
  {
    ...match,
    exactly: count('Exactly this number of calls.'),
    at_least: count('At least this number of calls; 1 by default.'),
    at_most: count('At most this number of calls.')
  },
  closed
)
export type Expectation = Type.Static<typeof Expectation>

export const Verify = Type.Object(
  {
    calls: Type.Array(Expectation, { minItems: 1, maxItems: 1000, description: 'The expected calls.' }),
    in_order: Type.Optional(
      Type.Boolean({
        description:
          'Whether the calls must come in this order: all calls of one expectation before those of the next. Other calls ' +
          'may come in between, and so may more calls of an expectation without an upper bound; a call that matches one ' +
          'with `exactly` or `at_most` must be in its place. With `at_least: 0` or `at_most` alone, none need come.',
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
