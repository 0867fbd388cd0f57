import { Type } from 'typebox'
import { wordOf } from '../schemas.ts'

export const AutoVariantSelect = Type.Object(
  {
    trigger: wordOf('What decides which variant is best', {
      reply_rate: 'replies',
      click_rate: 'clicks',
      open_rate: 'opened emails'
    })
  },
  { description: 'Selects the best variant automatically.' }
)
