import type { WorkspaceHandle } from '../../src/in-process/types.ts'
import type { Campaign } from '../../src/resources/campaigns/schema.ts'
import type { World } from './worlds.ts'

const DAY = 86_400_000

/** Calls the API; everything but a success is a mistake of the test. */
export const caller = (mock: WorkspaceHandle) => ({
  get: (path: string) => answer(mock, 'GET', path),
  post: (path: string, body?: object) => answer(mock, 'POST', path, body)
})

async function answer({ fetch }: WorkspaceHandle, method: string, path: string, body?: object) {
  const headers = body ? { 'content-type': 'application/json' } : undefined
  const response = await fetch(`/api/v2${path}`, { method, headers, body: body && JSON.stringify(body) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text)
}

const logins = Object.fromEntries(
  ['imap', 'smtp'].flatMap((kind) => [
    [`${kind}_username`, 'anna'],
    [`${kind}_password`, 'secret'],
    [`${kind}_host`, `${kind}.example.com`],
    [`${kind}_port`, 993]
  ])
)

export const emailOf = (index: number) => `sender${index}@example.com`

/** The workspace becomes this world: everything by the API, the clock standing, the campaigns activated. */
export async function build(mock: WorkspaceHandle, world: World): Promise<Campaign[]> {
  const { post } = caller(mock)
  await mock.reset()
  await mock.clock.freeze(world.start)
  if (world.plans.length) mock.simulation.plant(world.plans)
  for (const [index, account] of world.accounts.entries()) {
    await post('/accounts', {
      email: emailOf(index),
      first_name: 'Anna',
      last_name: 'Berg',
      ...logins,
      ...account
    })
  }
  const campaigns: Campaign[] = []
  for (const [index, { leads, ...campaign }] of world.campaigns.entries()) {
    const { id } = await post('/campaigns', bodyOf(world, campaign, index))
    if (leads.length) {
      const people = leads.map((domain, lead) => ({
        email: `lead${index}-${lead}@${domain}`,
        first_name: 'Ben'
      }))
      await post('/leads/add', { campaign_id: id, leads: people })
    }
    campaigns.push(await post(`/campaigns/${id}/activate`))
  }
  return campaigns
}

function bodyOf(
  { start, accounts }: World,
  { hours, starts, lasts, senders, steps, settings }: Omit<World['campaigns'][number], 'leads'>,
  index: number
) {
  const { company, ...others } = settings
  const day = (number: number) => new Date(Date.parse(start) + number * DAY).toISOString().slice(0, 10)
  return {
    name: `Campaign ${index}`,
    ...others,
    ...(company && { limit_emails_per_company_override: { mode: 'custom', daily_limit: company } }),
    email_list: [...new Set(senders.map((sender) => emailOf(sender % accounts.length)))],
    campaign_schedule: {
      ...(starts !== undefined && { start_date: day(starts) }),
      ...(lasts !== undefined && { end_date: day((starts ?? 0) + lasts) }),
      schedules: hours
    },
    sequences: [
      {
        steps: steps.map(({ disabled, ...step }, number) => ({
          ...step,
          type: 'email',
          variants: disabled.map((v_disabled, variant) => ({
            subject: number ? '' : 'Hi {{firstName}}',
            body: `Step ${number + 1} ${variant} {{RANDOM | one | two}}`,
            v_disabled
          }))
        }))
      }
    ]
  }
}
