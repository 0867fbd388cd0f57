import type { Campaign } from './schema.ts'

/**
 * The campaign without the fields that belong to its run or its origin. What each way of copying leaves out was recorded
 * from the live service; the ways differ.
 */
function without(campaign: Campaign, left: readonly (keyof Campaign)[]): Campaign {
  return { ...campaign, ...Object.fromEntries(left.map((name) => [name, undefined])) }
}

const run = ['core_variables', 'custom_variables', 'not_sending_status'] as const

export const duplicateOf = (campaign: Campaign) => without(campaign, [...run, 'ai_sdr_id'])

export const exportOf = (campaign: Campaign) => without(campaign, [...run, 'email_list'])

export const importOf = (campaign: Campaign) => without(campaign, [...run, 'email_list', 'ai_sdr_id'])
