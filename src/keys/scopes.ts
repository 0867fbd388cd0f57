import { scopeResources } from '../contract.ts'
import type { Scope } from '../http/routes.ts'

/** `campaigns:read` → every scope that satisfies it, in the documented order. */
export function acceptedScopes(scope: Scope): string[] {
  const [resource, action] = scope.split(':')
  return [scope, `${resource}:all`, `all:${action}`, 'all:all']
}

const actions = ['read', 'create', 'update', 'delete', 'all']

/** Whether a text is a valid scope. */
export function isScope(text: string): text is Scope {
  const [resource = '', action = '', ...more] = text.split(':')
  return more.length === 0 && scopeResources.some((known) => known === resource) && actions.includes(action)
}
