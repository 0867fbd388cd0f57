import { Type } from 'typebox'

/** The answer of calls that have nothing else to return. */
export const Success = Type.Object(
  { success: Type.Boolean({ description: 'Always true.', examples: [true] }) },
  { description: 'Done.' }
)
export const success = { success: true }
