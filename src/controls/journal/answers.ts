import { Type } from 'typebox'

const anything = (description: string) => Type.Unknown({ description })
const places = Type.Array(Type.String())

const example = {
  number: 1,
  time: '2026-01-15T09:30:00.000Z',
  operation_id: 'createCampaign',
  method: 'POST',
  path: '/api/v2/campaigns',
  query: {},
  body: { name: 'Spring' },
  status: 400,
  answer: {
    statusCode: 400,
    error: 'Bad Request',
    message: "body must have required property 'campaign_schedule'"
  },
  error: "body must have required property 'campaign_schedule'",
  duration_ms: 1.2,
  fault: null,
  unknown_fields: { body: [], query: [] }
}

export const JournalEntry = Type.Object(
  {
    number: Type.Integer({ description: 'The number of the call in its workspace, from 1.' }),
    time: Type.String({ description: "The workspace's time." }),
    operation_id: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'The operation; null for an unknown route.'
    }),
    method: Type.String(),
    path: Type.String({ description: 'The path as received, without its keys.' }),
    query: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description: 'The query parameters, as strings. Secrets are redacted.'
    }),
    body: anything('The request body; null if there was none or it was not JSON. Secrets are redacted.'),
    status: Type.Unsafe<number | null>({
      type: ['integer', 'null'],
      description: 'The status; null if a fault left the call without an answer.'
    }),
    answer: anything(
      'The response body, complete even if a fault damaged it. Null for a body over 64 KiB once a hundred more of that size have followed, or when the journal is full.'
    ),
    error: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'The error message.' }),
    duration_ms: Type.Number({ description: 'The time from request to answer, in milliseconds.' }),
    fault: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'The fault that caused the answer.'
    }),
    unknown_fields: Type.Object(
      { body: places, query: places },
      { description: 'Fields and parameters that the service silently drops.' }
    )
  },
  { description: 'The call.', examples: [example] }
)

export type JournalEntry = Type.Static<typeof JournalEntry>

export const JournalEntryInFull = Type.Object(
  {
    ...JournalEntry.properties,
    near_misses: Type.Array(Type.Object({ expected: Type.String(), because: places }), {
      description:
        'The expectations of the latest failed verifications that this call nearly met, and why it does not match. Verifying an expectation again replaces its entry.'
    })
  },
  {
    description: 'The call.',
    examples: [
      {
        ...example,
        near_misses: [
          {
            expected: 'exactly 1 of {"operation_id":"createCampaign","status":200}',
            because: ['status is 400, wanted 200']
          }
        ]
      }
    ]
  }
)

export type JournalEntryInFull = Type.Static<typeof JournalEntryInFull>

const forgotten = Type.Optional(
  Type.Integer({ description: 'How many calls the journal has forgotten, if any.', examples: [12] })
)

export const Counted = Type.Object(
  { count: Type.Integer({ examples: [1] }), forgotten },
  { description: 'The number of matching calls.' }
)

export const Found = Type.Object(
  {
    count: Type.Integer({ description: 'The number of matching calls.', examples: [1] }),
    entries: Type.Array(JournalEntry, { description: 'The calls, oldest first.' }),
    forgotten
  },
  { description: 'The matching calls.', examples: [{ count: 1, entries: [example] }] }
)

const yes = Type.Boolean({ examples: [true] })
export const Verified = Type.Object({ verified: yes }, { description: 'All expectations are met.' })

/** An expectation that is not met. */
const Difference = Type.Object({
  expected: Type.String({ examples: ['exactly 1 of {"operation_id":"createCampaign"}'] }),
  found: Type.Integer({ examples: [0] }),
  nearest: Type.Array(Type.Object({ call: Type.String(), because: Type.Array(Type.String()) }), {
    description:
      'The closest calls, and why they do not match; if there are too many calls, the first ten, without a reason.',
    examples: [[]]
  })
})
export type Difference = Type.Static<typeof Difference>

export const NotVerified = Type.Object(
  {
    statusCode: Type.Integer({ examples: [409] }),
    error: Type.String({ examples: ['Conflict'] }),
    message: Type.String({ examples: ['expected exactly 1 of {"operation_id":"createCampaign"}, found 0'] }),
    differences: Type.Array(Difference)
  },
  { description: 'An expectation is not met, or the order is wrong.' }
)

const numbers = Type.Array(Type.Integer())

export const Report = Type.Object(
  {
    operations: Type.Array(
      Type.Object({ operation_id: Type.String(), calls: Type.Integer(), errors: Type.Integer() })
    ),
    advice: Type.Array(Type.Object({ advice: Type.String(), calls: numbers })),
    forgotten
  },
  {
    description: 'How often each operation was called, and advice with the numbers of the calls behind it.',
    examples: [
      {
        operations: [{ operation_id: 'createCampaign', calls: 3, errors: 1 }],
        advice: [{ advice: 'createCampaign ignores colour in the body', calls: [2] }]
      }
    ]
  }
)
export type Report = Type.Static<typeof Report>
