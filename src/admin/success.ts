import { Type } from 'typebox'

/** What answers where there is nothing to say but that it is done. */
export const Success = Type.Object(
  { success: Type.Boolean({ description: 'Always true.', examples: [true] }) },
  { description: 'It is done.' }
)
export const success = { success: true }
