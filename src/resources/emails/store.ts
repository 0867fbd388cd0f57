import { JsonDocument } from '../../world/document.ts'
import type { World } from '../../world/world.ts'
import { answering } from './answering.ts'
import { collection } from './collection.ts'
import { listing } from './listing.ts'
import type { Neighbours } from './neighbours.ts'
import { ofLead } from './of-lead.ts'
import { reading } from './reading.ts'
import { receiving } from './receive.ts'
import type { PatchEmail } from './requests.ts'
import type { Email } from './schema.ts'

export function store(world: World, neighbours: Neighbours) {
  const emails = collection(world)
  return {
    ...emails,
    ...listing(world, emails),
    ...reading(world, emails),
    ...answering(world, emails, neighbours),
    ...receiving(world, emails, neighbours),
    ...ofLead(world, emails, neighbours),
    /** The subject of the thread's newest email, if it has one. */
    lastSubject(thread: string): string | undefined {
      const newest = 'ORDER BY timestamp_created DESC, id DESC LIMIT 1'
      const found = world.sql(`SELECT document FROM emails WHERE thread_id = ? ${newest}`).pluck().get(thread)
      return typeof found === 'string' ? new JsonDocument<Email>(found).value.subject : undefined
    },
    /** Timestamps stay unchanged (recorded). */
    patch: (id: string, changes: PatchEmail) => emails.update(id, () => changes)
  }
}

export type Emails = ReturnType<typeof store>
