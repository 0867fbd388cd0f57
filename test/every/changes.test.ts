// Every way of changing an entity that has timestamp_updated. Clients ask for what changed since they last looked.
import t from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

type Client = Awaited<ReturnType<typeof control>>
type Way = {
  of: string
  id: string | ((client: Client) => Promise<string>)
  /** How the entity is before. */
  given?: object
  change: (client: Client) => Promise<unknown>
  /** The property, if it has another name. */
  property?: string
}

const { carla, dario, interested, spring, summer, unknown } = small
const inbound = { from: 'dario@example.net', to: 'anna@example.com', subject: 'Hello', text: 'Hello' }

/** Makes a lead, and leaves all that follows for later. */
const madeLead =
  (email: string, task?: string) =>
  async ({ admin, post }: Client) => {
    await admin('PATCH', '/due', { hold: true })
    const { body } = await post('/leads', { email, verify_leads_on_import: true })
    if (task) await admin('POST', '/due/run', { task })
    return body.id
  }

const ways: Record<string, Way> = {
  'a campaign that is patched': {
    of: 'campaigns',
    id: spring,
    change: ({ patch }) => patch(`/campaigns/${spring}`, { name: 'Winter' })
  },
  'a campaign that is activated': {
    of: 'campaigns',
    id: spring,
    change: ({ post }) => post(`/campaigns/${spring}/activate`)
  },
  'a campaign that is paused': {
    of: 'campaigns',
    id: spring,
    change: ({ post }) => post(`/campaigns/${spring}/pause`)
  },
  'a campaign that gets variables': {
    of: 'campaigns',
    id: spring,
    change: ({ post }) => post(`/campaigns/${spring}/variables`, { variables: ['colour'] })
  },
  'a campaign whose lead brings a variable': {
    of: 'campaigns',
    id: summer,
    change: ({ patch }) => patch(`/leads/${carla}`, { custom_variables: { colour: 'red' } })
  },
  'an account that is patched': {
    of: 'accounts',
    id: 'anna@example.com',
    change: ({ patch }) => patch('/accounts/anna@example.com', { first_name: 'Winter' })
  },
  'an account that is marked as fixed': {
    of: 'accounts',
    id: 'anna@example.com',
    given: { status: -1 },
    change: ({ post }) => post('/accounts/anna@example.com/mark-fixed')
  },
  'a tag that is patched': {
    of: 'custom_tags',
    id: small.important,
    change: ({ patch }) => patch(`/custom-tags/${small.important}`, { label: 'Winter' })
  },
  'a lead that is patched': {
    of: 'leads',
    id: carla,
    change: ({ patch }) => patch(`/leads/${carla}`, { first_name: 'Winter' })
  },
  'a lead that another is merged into': {
    of: 'leads',
    id: carla,
    change: ({ post }) => post('/leads/merge', { lead_id: dario, destination_lead_id: carla })
  },
  'a lead whose interest is set': {
    of: 'leads',
    id: carla,
    change: ({ post }) =>
      post('/leads/update-interest-status', { lead_email: 'carla@example.org', interest_value: 1 })
  },
  'a lead that enters a subsequence': {
    of: 'leads',
    id: carla,
    change: ({ post }) => post('/leads/subsequence/move', { id: carla, subsequence_id: interested })
  },
  'a lead that leaves a subsequence': {
    of: 'leads',
    id: carla,
    given: { subsequence_id: interested },
    change: ({ post }) => post('/leads/subsequence/remove', { id: carla })
  },
  'a lead that is assigned': {
    of: 'leads',
    id: carla,
    change: ({ post }) => post('/leads/bulk-assign', { organization_user_ids: [unknown], ids: [carla] })
  },
  'a lead that is answered by hand': {
    of: 'leads',
    id: async ({ admin }) => {
      await admin('PATCH', `/entities/emails/${small.received}`, { lead_id: carla })
      return carla
    },
    change: ({ post }) =>
      post('/emails/reply', {
        eaccount: 'anna@example.com',
        reply_to_uuid: small.received,
        subject: 'Re: A question',
        body: { text: 'Tuesday it is.' }
      })
  },
  'a lead that replies': {
    of: 'leads',
    id: dario,
    change: ({ admin }) => admin('POST', '/inbound', inbound)
  },
  'a lead whose provider is looked up': {
    of: 'leads',
    id: madeLead('eva@example.com'),
    change: ({ admin }) => admin('POST', '/due/run', { task: 'look_up_providers' })
  },
  'a lead that is verified': {
    of: 'leads',
    id: madeLead('eva@example.com'),
    change: ({ admin }) => admin('POST', '/due/run', { task: 'verify_leads' })
  },
  'a lead whose verification takes long': {
    of: 'leads',
    id: madeLead('pending@example.com', 'verify_leads'),
    change: ({ admin }) => admin('POST', '/due/run', { task: 'finish_lead_verification' })
  },
  'a job that goes on': {
    of: 'background_jobs',
    id: async ({ admin, post }) => {
      await admin('PATCH', '/due', { hold: true })
      return (await post('/accounts/warmup/enable', { emails: ['ben@example.com'] })).body.id
    },
    change: ({ admin }) => admin('POST', '/due/run'),
    property: 'updated_at'
  }
}

for (const [what, { of, id, given, change, property = 'timestamp_updated' }] of Object.entries(ways)) {
  t.test(`${what}: ${property} moves on, even from the future`, async (t) => {
    const client = await control(t)
    const path = `/entities/${of}/${typeof id === 'string' ? id : await id(client)}`
    const future = new Date(Date.now() + 86_400_000).toISOString()
    t.equal((await client.admin('PATCH', path, { ...given, [property]: future })).status, 200)
    const { status } = Object(await change(client))
    t.match(String(status), /^20[0124]$/)
    // Any call does the work that is due.
    await client.get('/campaigns')
    const moved = (await client.admin('GET', path)).body[property]
    t.ok(moved > future, moved)
  })
}
