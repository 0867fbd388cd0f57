import type { World } from '../../world/world.ts'
import { addressOf, domainOf } from './address.ts'
import { payloadOf } from './person.ts'
import type { CreateLead } from './requests.ts'
import type { Lead } from './schema.ts'
import { ACTIVE, WAITING_FOR_USER } from './status.ts'
import type { Variable } from './variables.ts'

type Given = Omit<CreateLead, 'custom_variables'>

/** An active lead with a new id (recorded). */
export function newLead(world: World, id: string, given: Given, variables?: Record<string, Variable>): Lead {
  const email = addressOf(given.email)
  const now = world.clock.timestamp()
  return {
    ...given,
    id,
    timestamp_created: now,
    timestamp_updated: now,
    organization: world.organization,
    status: ACTIVE,
    email,
    email_open_count: 0,
    email_reply_count: 0,
    email_click_count: 0,
    company_domain: domainOf(email),
    status_summary: {},
    payload: payloadOf({ ...given, email }, variables),
    ...(email && given.verify_leads_on_import && { verification_status: WAITING_FOR_USER }),
    upload_method: 'api'
  }
}

/** Defaults of `POST /leads` that `leads/add` does not have (recorded). */
const blank = { personalization: '', website: '', last_name: '', first_name: '', company_name: '' }

/** A lead that was created individually: its payload also contains the key of its target (recorded). */
export function newSingleLead(world: World, id: string, given: CreateLead): Lead {
  const { custom_variables, ...fields } = given
  const campaign = fields.campaign || null
  const target = { campaign, list_id: campaign ? null : fields.list_id || null }
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return newLead(world, id, { ...blank, ...named, ...target }, { ...custom_variables, ...target })
}
