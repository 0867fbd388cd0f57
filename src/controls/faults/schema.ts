import { Type } from 'typebox'
import type { OperationId } from '../../contract.ts'

const whole = (description: string, example: number) =>
  Type.Optional(Type.Integer({ minimum: 1, description, examples: [example] }))

const rule = {
  operation_id: Type.Optional(
    Type.Unsafe<OperationId>(
      Type.String({
        description: 'The operation that fails; every operation if no path is given either.',
        examples: ['getCampaign']
      })
    )
  ),
  method: Type.Optional(
    Type.String({ description: 'The HTTP method of the calls that fail.', examples: ['GET'] })
  ),
  path: Type.Optional(
    Type.String({
      description: 'The path of those calls; `*` or `{id}` matches one segment, `**` any number.',
      examples: ['/api/v2/campaigns/*']
    })
  ),
  calls: Type.Optional(
    Type.Object(
      { from: whole('The first call that fails.', 1), to: whole('The last call that fails.', 2) },
      {
        additionalProperties: false,
        description: 'Which of the matching calls, counted from 1; all by default.'
      }
    )
  ),
  every: whole('Every Nth matching call.', 3),
  delay_ms: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 600_000,
      description: 'How long to wait first, in milliseconds.',
      examples: [250]
    })
  ),
  answer: Type.Optional(
    Type.Object(
      {
        status: Type.Integer({
          minimum: 200,
          maximum: 599,
          description: 'A status that the contract documents, 403, 408, 429, or any of 500 and above.',
          examples: [429]
        }),
        headers: Type.Optional(
          Type.Record(Type.String(), Type.String(), {
            description: 'More headers; with a `content-type` other than JSON the body is sent verbatim.',
            examples: [{ 'retry-after': '2' }]
          })
        ),
        body: Type.Optional(
          Type.Unknown({ description: "The body; by default the service's own for this status." })
        )
      },
      { additionalProperties: false, description: 'The answer to send instead of handling the call.' }
    )
  ),
  connection: Type.Optional(
    Type.Unsafe<'stall' | 'close' | 'reset' | 'truncate' | 'malform'>({
      type: 'string',
      enum: ['stall', 'close', 'reset', 'truncate', 'malform'],
      description:
        'What to do to the connection: `stall` until released, `close` or `reset` it without an answer, or handle the ' +
        'call and `truncate` or `malform` the answer.',
      examples: ['close']
    })
  )
}

export const NewFault = Type.Object(
  {
    ...rule,
    force: Type.Optional(
      Type.Boolean({ description: 'Accept operations and statuses that the contract does not have.' })
    )
  },
  {
    additionalProperties: false,
    examples: [{ operation_id: 'listCampaign', calls: { from: 1, to: 2 }, answer: { status: 429 } }]
  }
)
export type NewFault = Type.Static<typeof NewFault>

export const Fault = Type.Object(
  {
    id: Type.String({ description: 'The id of the fault.', examples: ['fault-1'] }),
    matched: Type.Integer({ description: 'How many calls matched.', examples: [3] }),
    fired: Type.Integer({ description: 'How many of them it affected.', examples: [2] }),
    ...rule
  },
  {
    description: 'The fault.',
    examples: [
      {
        id: 'fault-1',
        matched: 3,
        fired: 2,
        operation_id: 'listCampaign',
        calls: { from: 1, to: 2 },
        answer: { status: 429 }
      }
    ]
  }
)
export type Fault = Type.Static<typeof Fault>
