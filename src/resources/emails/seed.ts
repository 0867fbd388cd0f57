import type { Faker } from '@faker-js/faker'
import { DRAFT } from '../campaigns/status.ts'
import { collection as campaigns } from '../campaigns/store.ts'
import type { SeedContext } from '../resource.ts'
import { collection as subsequences } from '../subsequences/store.ts'
import type { Email } from './schema.ts'
import { conversation, type Kind, type Thread } from './seed-conversation.ts'
import { threadId } from './thread.ts'

/** What happens in a thread, one after the other; what waits to be sent is the last of it. */
const courses: readonly (readonly Kind[])[] = [
  ['sent'],
  ['sent', 'sent'],
  ['sent', 'received', 'manual'],
  ['sent', 'automatic'],
  ['sent', 'received'],
  ['sent', 'received', 'scheduled']
]

/** A conversation in each campaign that has a sender and was begun; a few strangers write to each account. */
export function seed({ world, faker }: SeedContext): Email[] {
  const begun = campaigns(world)
    .all()
    .flatMap(({ id, email_list, status, timestamp_created }) => {
      const [eaccount] = email_list ?? []
      return eaccount && status !== DRAFT ? [{ campaign_id: id, eaccount, since: timestamp_created }] : []
    })
  const following = new Map(
    subsequences(world)
      .all()
      .map(({ id, parent_campaign }) => [parent_campaign, id])
  )
  const threads = begun.map(({ since, eaccount, campaign_id }): Thread => {
    const { name, email } = person(faker)
    const subsequence_id = following.get(campaign_id)
    return {
      since,
      eaccount,
      name,
      email,
      subject: `${faker.company.catchPhrase()}, ${name}?`,
      of: {
        campaign_id,
        lead: email,
        thread_id: threadId(campaign_id, email),
        ...(subsequence_id && { subsequence_id }),
        ...faker.helpers.maybe(() => ({ lead_id: world.ids.v7(Date.parse(since)) })),
        ...faker.helpers.maybe(() => ({ list_id: world.ids.v4() }), { probability: 0.2 })
      }
    }
  })
  const strangers = begun.slice(0, 3).map(({ since, eaccount }): Thread => {
    const { name, email } = person(faker)
    return {
      since,
      eaccount,
      name,
      email,
      subject: faker.company.catchPhrase(),
      of: { thread_id: threadId(world.organization, email) }
    }
  })
  return [
    ...threads.flatMap((thread, index) =>
      conversation(thread, courses[index % courses.length] ?? [], world, faker)
    ),
    ...strangers.flatMap((thread) => conversation(thread, ['stray'], world, faker))
  ]
}

const domains = ['example.org', 'acme.test', 'globex.test', 'initech.test']

function person(faker: Faker) {
  const name = faker.person.firstName()
  const provider = faker.helpers.arrayElement(domains)
  return { name, email: faker.internet.email({ firstName: name, provider }).toLowerCase() }
}
