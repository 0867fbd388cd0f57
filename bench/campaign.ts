// The campaign with which every server answers, and the body that creates one; about 1.8 kB, as in the seed.
const step = (subject: string) => ({
  type: 'email',
  delay: 2,
  delay_unit: 'days',
  pre_delay_unit: 'days',
  variants: [
    {
      subject,
      body: `Hello {{firstName}},<br/><br/>${'are you the right person to ask? '.repeat(6)}<br/><br/>Anna`
    }
  ]
})

export const body = {
  name: 'Spring outreach',
  campaign_schedule: {
    schedules: [
      {
        name: 'Office hours',
        timing: { from: '09:00', to: '17:00' },
        days: { '1': true, '2': true, '3': true, '4': true, '5': true },
        timezone: 'America/Chicago'
      }
    ]
  },
  sequences: [{ steps: ['A question', 'Any news?', 'Last try'].map(step) }],
  email_list: ['anna@example.com'],
  daily_limit: 50
}

export const campaign = {
  id: '11111111-1111-4111-8111-111111111111',
  status: 0,
  timestamp_created: '2026-01-15T09:30:00.000Z',
  timestamp_updated: '2026-01-15T09:30:00.000Z',
  open_tracking: false,
  organization: '00000000-0000-4000-8000-000000000001',
  ...body
}

const digit = (index: number) => String(index).padStart(12, '0')
export const hundred = Array.from({ length: 100 }, (_, index) => ({
  ...campaign,
  id: `${campaign.id.slice(0, 24)}${digit(index)}`
}))
