import { ACTIVE, COMPLETED } from '../../resources/leads/status.ts'
import type { WorldEvent } from '../../world/events.ts'
import { leadEnded } from '../sending/lead-ended.ts'
import type { Simulated } from '../simulated.ts'

/** Free email providers: people who share these domains are not colleagues. */
const freeMail = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'aol.com',
  'gmx.net',
  'gmx.de',
  'web.de',
  'mail.ru',
  'yandex.ru',
  'protonmail.com',
  'proton.me'
])

/** With `stop_for_company`, a reply also ends the sequence for colleagues (documented). */
export function stopOthers(world: Simulated, { campaign: id, lead: leadId }: WorldEvent): void {
  if (!id || !leadId || !world.campaigns.has(id) || !world.leads.has(leadId)) return
  if (!world.campaigns.require(id).stop_for_company) return
  const { company_domain: domain } = world.leads.require(leadId)
  if (!domain || freeMail.has(domain)) return
  const colleagues = world.leads.keys([
    ['campaign = ?', id],
    ['status = ?', ACTIVE],
    ['email LIKE ?', `%@${domain}`],
    ['id <> ?', leadId]
  ])
  for (const colleague of colleagues) {
    world.leads.update(colleague, () => ({
      status: COMPLETED,
      timestamp_updated: world.clock.timestamp()
    }))
    leadEnded(world, { campaign: id, lead: colleague })
  }
}
