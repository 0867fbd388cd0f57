import { badRequest, notFound } from '../../errors.ts'
import { requireStill } from '../background-jobs/locks.ts'
import type { MoveLeads } from './bulk.ts'
import type { Target } from './known.ts'
import type { Neighbours } from './neighbours.ts'

export type TargetNeighbours = Pick<Neighbours, 'campaigns' | 'leadLists' | 'backgroundJobs'>

export const isThere = (
  { campaigns, leadLists }: Pick<Neighbours, 'campaigns' | 'leadLists'>,
  target: Target
): boolean => ('campaign' in target ? campaigns.has(target.campaign) : leadLists.has(target.list_id))

/** @throws the service's 404 if the campaign or list does not exist (a choice), its 409 while leads are moved there */
export function requireTarget(neighbours: TargetNeighbours, target: Target): void {
  const isCampaign = 'campaign' in target
  if (!isThere(neighbours, target)) throw notFound(isCampaign ? 'Campaign not found' : 'List not found')
  requireStill(neighbours.backgroundJobs, isCampaign ? target.campaign : target.list_id)
}

/** The target of a move. @throws the service's 400 if there is none, or more than one (a choice) */
export function destinationOf({ to_campaign_id, to_list_id }: MoveLeads): Target {
  if (to_campaign_id && !to_list_id) return { campaign: to_campaign_id }
  if (to_list_id && !to_campaign_id) return { list_id: to_list_id }
  throw badRequest('A destination campaign or list is required')
}
