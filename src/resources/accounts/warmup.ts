import { Type } from 'typebox'
import { flag, number, oneOf, text } from '../schemas.ts'

const Advanced = Type.Object(
  {
    warm_ctd: Type.Optional(flag('Whether links to the tracking domain are warmed up, too.')),
    open_rate: Type.Optional(number('The share of warm-up emails to open.', 0.95)),
    important_rate: Type.Optional(number('The share of warm-up emails to mark as important.', 0.8)),
    read_emulation: Type.Optional(flag('Whether emails stay open as long as a person would read.', true)),
    spam_save_rate: Type.Optional(number('The share of warm-up emails to take out of spam.', 0.02)),
    weekday_only: Type.Optional(flag('Whether warm-up pauses on weekends.', true))
  },
  { description: 'Advanced warm-up settings.' }
)

export const Warmup = Type.Object(
  {
    limit: Type.Optional(number('The maximum number of warm-up emails per day.', 100)),
    advanced: Type.Optional(Advanced),
    warmup_custom_ftag: Type.Optional(text('The word that marks the warm-up emails.', 'warmup')),
    increment: Type.Optional(
      oneOf('How many emails the daily volume grows by', ['disabled', '0', '1', '2', '3', '4'], {
        disabled: 'the whole limit from the first day on',
        '0': 'none',
        '1': 'one',
        '2': 'two',
        '3': 'three',
        '4': 'four'
      })
    ),
    reply_rate: Type.Optional(number('The share of warm-up emails to reply to.', 0.1))
  },
  { description: 'The warm-up settings of the account.' }
)
