import type { Entity } from '../entities.ts'
import { nameOf } from '../entities.ts'
import { useLoad } from '../load.ts'
import { CampaignPill } from '../parts/pill.tsx'
import { Shown } from '../parts/shown.tsx'
import { hrefTo, type Route } from '../route.ts'
import { Schedules } from './schedules.tsx'
import { Steps } from './steps.tsx'

/** One campaign: what it says, when it may send, and to whom. */
export function Campaign({ route: { workspace }, id }: { route: Route; id: string }) {
  const loaded = useLoad<Entity>(workspace, `/entities/campaigns/${encodeURIComponent(id)}`)
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
                <Steps campaign={campaign} />
              </div>
              <div class="stack">
                <Schedules campaign={campaign} />
              </div>
            </div>
          </>
        )}
      </Shown>
    </>
  )
}
