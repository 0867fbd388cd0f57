import { clockOf } from '../src/controls/clock/verbs.ts'
import type { CreateCampaign } from '../src/resources/campaigns/requests.ts'
import { imageOf } from '../src/workspace/seed.ts'
import { openWorkspace } from '../src/workspace/workspace.ts'

/** The initial time of the clocks, a Monday morning. */
export const BEGINNING = '2026-03-02T06:00:00Z'

/** A world with only the given number of accounts that can send, and a frozen clock. */
export async function worldWithSenders(accounts: number) {
  const world = openWorkspace('simulated', await imageOf({ seed: 1, size: 0 }), undefined, 512)
  const clock = clockOf(world)
  await clock.freeze(BEGINNING)
  world.settings.write('lead_quota', 1_000_000)
  const email_list = Array.from({ length: accounts }, (_, index) => `sender${index}@example.com`)
  for (const email of email_list) {
    const [first_name, last_name, password] = ['Anna', 'Example', 'secret']
    const imap = {
      imap_host: 'imap.example.com',
      imap_port: 993,
      imap_username: email,
      imap_password: password
    }
    const smtp = {
      smtp_host: 'smtp.example.com',
      smtp_port: 465,
      smtp_username: email,
      smtp_password: password
    }
    world.accounts.create({ email, first_name, last_name, provider_code: 1, ...imap, ...smtp })
  }
  return { world, clock, email_list }
}

/** A campaign of three steps, two days apart, in the office hours of Chicago. */
export const campaign: CreateCampaign = {
  name: 'Spring',
  open_tracking: true,
  link_tracking: true,
  stop_on_reply: true,
  disable_bounce_protect: true,
  campaign_schedule: {
    schedules: [
      {
        name: 'Office hours',
        timing: { from: '09:00', to: '17:00' },
        days: { 1: true, 2: true, 3: true, 4: true, 5: true },
        timezone: 'America/Chicago'
      }
    ]
  },
  sequences: [
    {
      steps: [1, 2, 3].map((step) => ({
        type: 'email',
        delay: 2,
        variants: [
          { subject: step === 1 ? 'Hi {{firstName}}' : '', body: `Step ${step} {{RANDOM | one | two}}` }
        ]
      }))
    }
  ]
}
