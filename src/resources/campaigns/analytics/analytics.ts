import type { Filters } from '../../../world/conditions.ts'
import type { World } from '../../../world/world.ts'
import type { Campaign } from '../schema.ts'
import { daysOfCampaign } from './by-day.ts'
import { daysInLog } from './days.ts'
import type { AnalyticsNeighbours } from './neighbours.ts'
import { firstOfEach, type Opportunity, opportunitiesOf } from './opportunities.ts'
import { daysOf, instantsOf, type Period } from './period.ts'
import type {
  CampaignAnalyticsQuery,
  DailyAnalyticsQuery,
  OverviewQuery,
  StepAnalyticsQuery
} from './requests.ts'
import type { AnalyticsOverview, CampaignAnalytics, DailyAnalytics, StepAnalytics } from './schema.ts'
import { campaignsOf, eventsOf, named, within } from './scope.ts'
import { withOpportunities } from './step-opportunities.ts'
import { stepsInLog } from './steps.ts'
import { sumsOfAll, sumsOfEach } from './sums.ts'

type Campaigns = {
  has(id: string): boolean
  require(id: string): Campaign
  keys(filters: Filters): string[]
}

/** The statuses of leads that have finished, for whatever reason. */
const COMPLETED = 3

/** Computed from the event log on every call: there are no counters that could drift. */
export function analyticsOf(world: World, campaigns: Campaigns, neighbours: AnalyticsNeighbours) {
  const opportunities = (scope: Filters, { from, to }: Period): Opportunity[] =>
    opportunitiesOf(world, scope, (interest) => neighbours.leadLabels.isPositive(interest)).filter(
      ({ at }) => at >= from && at <= to
    )
  /** The value of the lead, or else that of a lead of its campaign. */
  const worth = ({ lead, campaign }: Opportunity): number => {
    const ofCampaign = campaign !== null && campaigns.has(campaign) && campaigns.require(campaign).pl_value
    return neighbours.leads.worth(lead) ?? (ofCampaign || 0)
  }
  const totals = (counted: Opportunity[]) => ({
    total_opportunities: counted.length,
    total_opportunity_value: counted.reduce((sum, each) => sum + worth(each), 0)
  })

  return {
    /** A row for each campaign with an event (recorded), in descending order of id (a choice). */
    ofEach(query: CampaignAnalyticsQuery): CampaignAnalytics {
      const period = instantsOf(query)
      const scope = eventsOf({ ids: named(query.id, query.ids) })
      const found = Map.groupBy(opportunities(scope, period), ({ campaign }) => campaign)
      return sumsOfEach(world, scope, period)
        .filter(({ campaign }) => campaigns.has(campaign))
        .map(({ campaign: id, ...sums }) => {
          const campaign = campaigns.require(id)
          return {
            campaign_name: campaign.name,
            campaign_id: id,
            campaign_status: campaign.status,
            campaign_is_evergreen: campaign.is_evergreen ?? false,
            leads_count: query.exclude_total_leads_count ? 0 : neighbours.leads.countIn([id]),
            ...sums,
            completed_count: neighbours.leads.countIn([id], COMPLETED),
            ...totals(firstOfEach(found.get(id) ?? []))
          }
        })
    },

    overview(query: OverviewQuery): AnalyticsOverview {
      const period = instantsOf(query)
      const chosen = { ids: named(query.id, query.ids), status: query.campaign_status }
      const scope = eventsOf(chosen)
      const found = opportunities(scope, period)
      // Documented: each lead once, under its first interest, or every time.
      const counted = query.expand_crm_events ? found : firstOfEach(found)
      const times = (interest: number) => counted.filter(({ value }) => value === interest).length
      return {
        ...sumsOfAll(world, scope, period),
        completed_count: neighbours.leads.countIn(campaigns.keys(campaignsOf(chosen)), COMPLETED),
        ...totals(counted),
        total_interested: times(1),
        total_meeting_booked: times(2),
        total_meeting_completed: times(3),
        total_closed: times(4)
      }
    },

    daily(query: DailyAnalyticsQuery): DailyAnalytics {
      const period = daysOf(query)
      const scope = eventsOf({ ids: named(query.campaign_id), status: query.campaign_status })
      const byDate = Map.groupBy(opportunities(scope, period), ({ at }) =>
        new Date(at).toISOString().slice(0, 10)
      )
      return daysInLog(world, scope, period).map((row) => {
        const found = byDate.get(row.date) ?? []
        return {
          ...row,
          opportunities: found.length,
          unique_opportunities: found.filter(({ isFirst }) => isFirst).length
        }
      })
    },

    ofDays: (campaign: string) => daysOfCampaign(world, campaign),

    /** Campaigns only, without their subsequences (a choice). */
    steps(query: StepAnalyticsQuery): StepAnalytics {
      const period = instantsOf(query)
      const scope = eventsOf({ ids: named(query.campaign_id) })
      const rows = stepsInLog(world, [...scope, ['subsequence IS NULL'], within(period)])
      if (!query.include_opportunities_count) return rows
      const found = opportunities(scope, period).filter(({ subsequence }) => subsequence === null)
      return withOpportunities(world, rows, found)
    }
  }
}
