import { Type } from 'typebox'

const task = Type.String({ description: 'What is to be done.', examples: ['move_leads'] })
const argument = Type.String({
  description: 'What it is done to: an id, most often.',
  examples: ['65f0c1e27a1b2c3d4e5f6a7b']
})

export const DueFace = Type.Object(
  {
    held: Type.Array(Type.String({ examples: ['move_leads'] }), {
      description: 'The tasks that are held back; `*` is all of them.'
    }),
    items: Type.Array(
      Type.Object({
        task,
        argument,
        due: Type.String({
          description: "When, by the workspace's clock.",
          examples: ['2026-01-15T09:30:00.000Z']
        })
      }),
      { description: 'The work, in the order in which it will be done.' }
    )
  },
  { description: 'What is due, now or later.' }
)
export type DueFace = Type.Static<typeof DueFace>

export const RunDue = Type.Object(
  { task: Type.Optional(task), argument: Type.Optional(argument) },
  { additionalProperties: false, examples: [{ task: 'finish_email_verification' }] }
)
export type RunDue = Type.Static<typeof RunDue>

export const HoldDue = Type.Object(
  {
    hold: Type.Boolean({
      description: 'True holds work back, false lets it be done again.',
      examples: [true]
    }),
    task: Type.Optional(task)
  },
  { additionalProperties: false, examples: [{ hold: true, task: 'move_leads' }] }
)
export type HoldDue = Type.Static<typeof HoldDue>
