import type { World } from '../../world/world.ts'
import { collection } from './collection.ts'
import { listing } from './listing.ts'
import { reading } from './reading.ts'
import type { PatchEmail } from './requests.ts'

export function store(world: World) {
  const emails = collection(world)
  return {
    ...emails,
    ...listing(emails),
    ...reading(world, emails),
    /** No timestamp moves (recorded). */
    patch: (id: string, changes: PatchEmail) => emails.update(id, () => changes)
  }
}

export type Emails = ReturnType<typeof store>
