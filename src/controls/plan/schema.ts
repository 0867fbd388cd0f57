import { Type } from 'typebox'

export const PlanFace = Type.Object(
  {
    lead_quota: Type.Integer({
      minimum: 0,
      description: 'How many leads the campaigns hold at most; 25,000 unless set.',
      examples: [25_000]
    }),
    verification_credits: Type.Number({
      minimum: 0,
      description:
        'How many credits are left to check addresses with, of which each takes 0.25; 1,000 unless set.',
      examples: [1000]
    })
  },
  { additionalProperties: false, description: 'What the workspace may use up.' }
)
export type PlanFace = Type.Static<typeof PlanFace>

export const PlanChanges = Type.Partial(PlanFace, {
  additionalProperties: false,
  examples: [{ lead_quota: 100 }]
})
export type PlanChanges = Type.Static<typeof PlanChanges>
