import { nullable, wordOf } from '../schemas.ts'

const meanings = {
  ACC_FILTER_PAUSED: 'paused',
  ACC_FILTER_ERROR: 'in error',
  ACC_FILTER_NO_CTD: 'without a custom tracking domain',
  ACC_FILTER_PW_ACCOUNTS: 'bought already warmed up',
  ACC_FILTER_DFY: 'bought ready to use',
  ACC_FILTER_DFY_SETUP_PENDING: 'bought, not yet set up',
  ACC_FILTER_W_ACTIVE: 'warming up',
  ACC_FILTER_W_PAUSED: 'with warm-up paused',
  ACC_FILTER_W_ERROR: 'with an error in warm-up'
}
export type AccountFilter = keyof typeof meanings

export const accountFilter = (what: string) => wordOf<AccountFilter>(what, meanings)

export const nullableAccountFilter = (what: string) =>
  nullable(wordOf<AccountFilter>(what, meanings, { enum: [...Object.keys(meanings), null] }))
