import type { Campaigns } from '../resources/campaigns/store.ts'
import type { EmailVerifications } from '../resources/email-verification/store.ts'
import type { Emails } from '../resources/emails/store.ts'
import type { LeadLabels } from '../resources/lead-labels/store.ts'
import type { Leads } from '../resources/leads/store.ts'
import type { WebhookEvents } from '../resources/webhook-events/store.ts'
import type { Webhooks } from '../resources/webhooks/store.ts'
import type { World } from '../world/world.ts'

/** What deliveries work on: a world, and the stores of the resources that payloads describe. */
export type DeliveryWorld = World & {
  campaigns: Pick<Campaigns, 'has' | 'require'>
  emails: Pick<Emails, 'has' | 'require'>
  emailVerifications: Pick<EmailVerifications, 'read'>
  leadLabels: Pick<LeadLabels, 'all'>
  leads: Pick<Leads, 'has' | 'require'>
  webhooks: Pick<Webhooks, 'waitingFor' | 'has' | 'require' | 'disable'>
  webhookEvents: Pick<WebhookEvents, 'put'>
}
