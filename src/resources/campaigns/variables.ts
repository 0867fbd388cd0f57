import type { Campaign } from './schema.ts'

/** The variables that every lead can have; all others are custom. */
const core = new Set(['firstName', 'lastName', 'companyName', 'website', 'phone', 'personalization'])

/** Adds each name as `true` to the core or the custom variables and keeps the existing ones (recorded). */
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

/**
 * The changes caused by leads with these variables. New names change `timestamp_updated`, known ones change nothing; the
 * first name adds both maps (recorded).
 */
export function learned(campaign: Campaign, names: string[]): Partial<Campaign> | undefined {
  const known = { ...campaign.core_variables, ...campaign.custom_variables }
  const unknown = names.filter((name) => !Object.hasOwn(known, name))
  if (!unknown.length) return undefined
  const { core_variables, custom_variables } = withVariables(campaign, unknown)
  return { core_variables: core_variables ?? {}, custom_variables: custom_variables ?? {} }
}
