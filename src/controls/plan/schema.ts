import { Type } from 'typebox'

export const PlanFace = Type.Object(
  {
    lead_quota: Type.Integer({
      minimum: 0,
      description: 'How many leads the campaigns may hold; 25,000 by default.',
      examples: [25_000]
    }),
    verification_credits: Type.Number({
      minimum: 0,
      description: 'The verification credits that are left; each check costs 0.25. 1,000 by default.',
      examples: [1000]
    })
  },
  { additionalProperties: false, description: 'The allowances of the workspace.' }
)
export type PlanFace = Type.Static<typeof PlanFace>

export const PlanChanges = Type.Partial(PlanFace, {
  additionalProperties: false,
  examples: [{ lead_quota: 100 }]
})
export type PlanChanges = Type.Static<typeof PlanChanges>
