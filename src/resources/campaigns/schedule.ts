import { Type } from 'typebox'
import { nullable } from '../schemas.ts'
import { timezones } from './timezones.ts'

const timeOfDay = (description: string, example: string) =>
  Type.String({ description, pattern: '^([01][0-9]|2[0-3]):([0-5][0-9])$', examples: [example] })

const day = (name: string, sends: boolean) =>
  Type.Optional(Type.Boolean({ description: `Whether to send on ${name}.`, examples: [sends] }))

const Schedule = Type.Object({
  name: Type.String({ description: 'The name of the schedule.', examples: ['Office hours'] }),
  timing: Type.Object(
    {
      from: timeOfDay('The first minute of sending, in the time zone of the schedule.', '09:00'),
      to: timeOfDay('The last minute of sending, in the time zone of the schedule.', '17:00')
    },
    { description: 'The hours of sending.' }
  ),
  days: Type.Object(
    {
      '0': day('Sundays', false),
      '1': day('Mondays', true),
      '2': day('Tuesdays', true),
      '3': day('Wednesdays', true),
      '4': day('Thursdays', true),
      '5': day('Fridays', true),
      '6': day('Saturdays', false)
    },
    { minProperties: 1, description: 'The days of sending, at least one named; 0 is Sunday.' }
  ),
  timezone: Type.Unsafe<(typeof timezones)[number]>({
    type: 'string',
    description: 'The time zone of the hours: one of a closed list, in which many common names are missing.',
    enum: [...timezones],
    examples: ['America/Chicago']
  })
})

const date = (description: string, example: string) =>
  Type.Optional(nullable(Type.String({ description, format: 'date', examples: [example] })))

export const CampaignSchedule = Type.Object(
  {
    start_date: date('The first day of sending; the day of activation by default.', '2026-02-01'),
    end_date: date('The last day of sending; no end by default.', '2026-03-31'),
    schedules: Type.Array(Schedule, { minItems: 1, description: 'When to send within those days.' })
  },
  { description: 'When the campaign may send.' }
)
