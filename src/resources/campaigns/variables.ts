import type { Campaign } from './schema.ts'

/** The variables that every lead can have; all others are custom. */
const core = new Set(['firstName', 'lastName', 'companyName', 'website', 'phone', 'personalization'])

/** Each name becomes `true`, in the core or the custom variables; those that were there stay (recorded). */
export function withVariables(campaign: Campaign, names: string[]): Partial<Campaign> {
  return {
    core_variables: add(
      campaign.core_variables,
      names.filter((name) => core.has(name))
    ),
    custom_variables: add(
      campaign.custom_variables,
      names.filter((name) => !core.has(name))
    )
  }
}

function add(known: Campaign['core_variables'], names: string[]) {
  if (!names.length) return known
  return Object.fromEntries([...Object.entries(known ?? {}), ...names.map((name) => [name, true])])
}
