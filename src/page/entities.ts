/** An entity of any resource. */
export type Entity = Record<string, unknown>

export type Property = {
  type?: string | string[]
  format?: string
  description?: string
  readOnly?: boolean
  'x-enumDescriptions'?: Record<string, string>
}

export type Resource = {
  name: string
  key: string
  count: number
  schema: { description?: string; properties?: Record<string, Property>; required?: string[] }
}

export type Page = { items: Entity[]; next_starting_after?: string }

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** An entity's display name. */
export function nameOf(entity: Entity, key = 'id'): string {
  const { name, label, subject, email, target_hook_url } = entity
  return [name, label, subject, email, target_hook_url, entity[key]].map(textOf).find((text) => text) ?? ''
}

/** Emails of a thread share its id; an email without one is a thread on its own. */
export const threadOf = ({ thread_id, id }: Entity) => String(thread_id ?? id)
