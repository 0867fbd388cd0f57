import { type Entity, nameOf } from '../entities.ts'
import type { Figures } from '../figures.ts'
import { useLoad } from '../load.ts'
import { CampaignPill } from '../parts/pill.tsx'
import { Shown } from '../parts/shown.tsx'
import { hrefTo, type Route } from '../route.ts'
import { Days } from './days.tsx'
import { LeadStates } from './lead-states.tsx'
import { Schedules } from './schedules.tsx'
import { Steps } from './steps.tsx'
import { Timeline } from './timeline.tsx'
import { WhyCard } from './why.tsx'

/** Every event of the campaign is counted. */
const PAUSE = 1000

/** One campaign: why it is sending or not, its results, sequence, schedule and senders. */
export function Campaign({ route: { workspace }, id }: { route: Route; id: string }) {
  const loaded = useLoad<Entity>(workspace, `/entities/campaigns/${encodeURIComponent(id)}`)
  const { data: figures } = useLoad<Figures>(workspace, `/figures/${encodeURIComponent(id)}`, PAUSE)
  return (
    <>
      <p class="back">
        <a href={hrefTo(workspace, 'campaigns')}>All campaigns</a>
        <span class="buttons">
          <a href={`${hrefTo(workspace, 'data', 'leads')}?text=${id}`}>Leads</a>
          <a href={`${hrefTo(workspace, 'unibox')}?text=${id}`}>Emails</a>
          <a href={hrefTo(workspace, 'data', 'campaigns', id)}>As data</a>
        </span>
      </p>
      <Shown loaded={loaded}>
        {(campaign) => (
          <>
            <div class="head">
              <h1>{nameOf(campaign)}</h1>
              <CampaignPill status={campaign.status} />
            </div>
            <div class="columns">
              <div class="stack wide">
                {figures && <Days figures={figures} />}
                <Steps campaign={campaign} figures={figures?.steps} />
                <Timeline workspace={workspace} campaign={id} />
              </div>
              <div class="stack">
                <WhyCard workspace={workspace} campaign={id} />
                {figures && <LeadStates leads={figures.leads} />}
                <Schedules campaign={campaign} />
              </div>
            </div>
          </>
        )}
      </Shown>
    </>
  )
}
