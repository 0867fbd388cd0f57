import type { Resource } from '../resource.ts'
import { domainOf } from './address.ts'
import { payloadOf } from './person.ts'
import { KeptLead, Lead } from './schema.ts'
import { seed } from './seed.ts'
import { ACTIVE } from './status.ts'
import { type Leads, store } from './store.ts'
import { collection, tables } from './tables.ts'

type Own = { leads: Leads }

export const leads = {
  name: 'leads',
  key: 'id',
  keyFormat: 'uuid',
  tag: 'Lead',
  entity: Lead,
  kept: KeptLead,
  tables,
  store,
  collection,
  seed,
  defaults: {
    status: () => ACTIVE,
    email_open_count: () => 0,
    email_reply_count: () => 0,
    email_click_count: () => 0,
    company_domain: ({ email }) => domainOf(typeof email === 'string' ? email : undefined),
    status_summary: () => ({}),
    payload: (lead) => payloadOf(Object(lead))
  },
  tasks: {
    move_leads: ({ leads }: Own, job: string) => leads.moveSlice(job),
    assign_leads: ({ leads }: Own, assignment: string) => leads.assignSlice(assignment),
    update_interest: ({ leads }: Own, request: string) => leads.applyInterest(request),
    look_up_providers: ({ leads }: Own, range: string) => leads.lookUpProviders(range),
    verify_leads: ({ leads }: Own, range: string) => leads.verify(range),
    finish_lead_verification: ({ leads }: Own, id: string) => leads.finishVerification(id)
  }
} satisfies Resource
