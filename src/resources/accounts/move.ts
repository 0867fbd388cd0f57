import { forbidden, notFound } from '../../errors.ts'
import type { Registry } from '../../workspace/registry.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { addressOf } from '../address.ts'
import type { MoveAccounts } from './bulk.ts'

/** The admin workspace of all others (a choice: workspace groups are not emulated). */
const ADMIN = 'default'

/** Found by name, or by id, which workspaces with the same initial state share (a choice). */
function workspaceOf({ names, find }: Pick<Registry, 'names' | 'find'>, id: string): Workspace {
  const open = names()
    .map(find)
    .filter((workspace) => workspace !== undefined)
  const found = open.find(({ name }) => name === id) ?? open.find(({ organization }) => organization === id)
  if (!found) throw notFound()
  return found
}

/** Moves all accounts, or none if one is unknown or taken. */
export function moveAccounts(
  registry: Pick<Registry, 'names' | 'find'>,
  { name }: Workspace,
  { emails, source_workspace_id, destination_workspace_id }: MoveAccounts
): { status: 'success' } {
  if (name !== ADMIN) throw forbidden('Forbidden')
  const source = workspaceOf(registry, source_workspace_id)
  const destination = workspaceOf(registry, destination_workspace_id)
  const moved = [...new Set(emails.map(addressOf))].map((email) => source.accounts.require(email))
  if (source === destination) return { status: 'success' }
  // Add before removing, so that no account can be lost in between.
  destination.accounts.receive(moved)
  source.transaction(() => {
    for (const { email } of moved) source.accounts.remove(email)
  })
  return { status: 'success' }
}
