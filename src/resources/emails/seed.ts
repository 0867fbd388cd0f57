import { collection as accounts } from '../accounts/store.ts'
import type { Lead } from '../leads/schema.ts'
import { collection as leads } from '../leads/tables.ts'
import type { SeedContext } from '../resource.ts'
import type { Email } from './schema.ts'
import { conversation, type Turn } from './seed-conversation.ts'
import { turnsOf } from './seed-turns.ts'
import { threadId } from './thread.ts'

/** The conversations that leads' histories imply, manual emails to leads in lists, and emails from strangers. */
export function seed(context: SeedContext): Email[] {
  const all = leads(context.world).all()
  const inLists = all.filter(({ list_id, email }) => list_id && email)
  return [
    ...all.flatMap((lead, index) => ofCampaign(lead, index, context)),
    ...inLists.filter((_, index) => index % 12 === 0).flatMap((lead) => ofList(lead, context)),
    ...strangers(context)
  ]
}

function ofCampaign(lead: Lead, index: number, { world, faker, grown }: SeedContext): Email[] {
  grown()
  const turns = turnsOf(lead, index, faker)
  const byHand = turns.find(({ kind }) => kind === 'manual')
  if (byHand) leads(world).update(lead.id, () => ({ timestamp_last_contact: lead.timestamp_last_touch }))
  const eaccount = lead.last_contacted_from ?? lead.status_summary.lastStep?.from
  return eaccount ? between(lead, eaccount, turns, { world, faker }) : []
}

/** Recorded in the lead as well. */
function ofList(lead: Lead, { world, faker }: SeedContext): Email[] {
  const { email: eaccount } = faker.helpers.arrayElement(accounts(world).all())
  const at = lead.timestamp_updated
  leads(world).update(lead.id, () => ({
    timestamp_last_contact: at,
    timestamp_last_touch: at,
    last_contacted_from: eaccount
  }))
  return between(lead, eaccount, [{ kind: 'manual', at }], { world, faker })
}

function between(
  { id, first_name, campaign, list_id, ...lead }: Lead,
  eaccount: string,
  turns: Turn[],
  { world, faker }: Pick<SeedContext, 'world' | 'faker'>
): Email[] {
  const email = String(lead.email)
  const thread_id = threadId(campaign ?? world.organization, email)
  const of = { campaign_id: campaign, list_id, lead: email, lead_id: id, thread_id }
  return conversation({ eaccount, email, name: first_name || 'there', of }, turns, world, faker)
}

function strangers({ world, faker }: SeedContext): Email[] {
  return accounts(world)
    .all()
    .slice(0, 3)
    .flatMap(({ email: eaccount, timestamp_created: since }) => {
      const name = faker.person.firstName()
      const email = faker.internet.email({ firstName: name, provider: 'elsewhere.test' }).toLowerCase()
      const at = faker.date.between({ from: since, to: faker.defaultRefDate() })
      const of = { thread_id: threadId(world.organization, email) }
      return conversation({ eaccount, email, name, of }, [{ kind: 'stray', at }], world, faker)
    })
}
