import { Type } from 'typebox'

const task = Type.String({ description: 'The task.', examples: ['move_leads'] })
const argument = Type.String({
  description: 'What the task works on, usually an id.',
  examples: ['65f0c1e27a1b2c3d4e5f6a7b']
})

export const DueItem = Type.Object({
  task,
  argument,
  due: Type.String({
    description: "When, by the workspace's clock.",
    examples: ['2026-01-15T09:30:00.000Z']
  })
})
export type DueItem = Type.Static<typeof DueItem>

export const DueFace = Type.Object(
  {
    held: Type.Array(Type.String({ examples: ['move_leads'] }), {
      description: 'The tasks on hold; `*` means all of them.'
    }),
    items: Type.Array(DueItem, { description: 'The work, in the order it will run.' })
  },
  { description: 'Scheduled work, due now or later.' }
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
      description: 'True puts work on hold, false resumes it.',
      examples: [true]
    }),
    task: Type.Optional(task)
  },
  { additionalProperties: false, examples: [{ hold: true, task: 'move_leads' }] }
)
export type HoldDue = Type.Static<typeof HoldDue>
