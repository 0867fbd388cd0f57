import { Type } from 'typebox'
import { oneOf } from '../schemas.ts'

export const AutoVariantSelect = Type.Object(
  {
    trigger: oneOf('What decides which variant is best', ['reply_rate', 'click_rate', 'open_rate'], {
      reply_rate: 'replies',
      click_rate: 'clicks',
      open_rate: 'opened emails'
    })
  },
  { description: 'Lets the best variant win by itself.' }
)
