import { wordOf } from '../schemas.ts'

export const interestLabel = (what: string) =>
  wordOf(what, {
    positive: 'a good sign, counted as an opportunity',
    negative: 'a bad sign',
    neutral: 'neither'
  })
