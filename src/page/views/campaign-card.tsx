import { withQuery } from '../api.ts'
import { nameOf } from '../entities.ts'
import type { CampaignFigures, Overview } from '../figures.ts'
import { useLoad } from '../load.ts'
import { CampaignPill } from '../parts/pill.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { MOST_DAYS, SmallLegend, SmallPlot } from '../parts/small-plot.tsx'
import { hrefTo } from '../route.ts'
import { numberText, plural } from '../words.ts'

/** Every event of these campaigns is counted. */
const PAUSE = 1000

const PATH = withQuery('/figures', { limit: 8, days: MOST_DAYS })

/** The campaigns that matter most, with what they sent and got back. */
export function CampaignCard({ workspace }: { workspace: string }) {
  const loaded = useLoad<Overview>(workspace, PATH, PAUSE)
  return (
    <section class="card">
      <div class="head">
        <h2>Campaigns</h2>
        <a href={hrefTo(workspace, 'campaigns')}>All campaigns</a>
      </div>
      <Shown loaded={loaded}>
        {({ campaigns }) =>
          campaigns.length === 0 ? (
            <Empty>
              There are no campaigns yet. Create one with POST /api/v2/campaigns, with a fixture, or under
              Data.
            </Empty>
          ) : (
            <>
              <ul class="lines campaigns">
                {campaigns.map((campaign) => (
                  <li key={campaign.id}>
                    <span>
                      <a href={hrefTo(workspace, 'campaigns', campaign.id)}>{nameOf(campaign)}</a>
                      <Progress of={campaign} />
                    </span>
                    <SmallPlot days={campaign.days} />
                    <span class="state">
                      <CampaignPill status={campaign.status} />
                    </span>
                  </li>
                ))}
              </ul>
              {campaigns.some(({ days }) => days.length) && <SmallLegend />}
            </>
          )
        }
      </Shown>
    </section>
  )
}

/** The status of leads that have finished. */
const COMPLETED = '3'

function Progress({ of: { leads, sent, replies } }: { of: CampaignFigures }) {
  if (!sent) return null
  const all = Object.values(leads).reduce((total, count) => total + count, 0)
  const completed = leads[COMPLETED] ?? 0
  return (
    <span class="progress">
      <progress max={Math.max(all, 1)} value={completed} aria-label="Finished leads" />
      <span class="sub">
        {numberText(sent)} sent, {plural(replies, 'reply', 'replies')}, {numberText(completed)} of{' '}
        {plural(all, 'lead')} done
      </span>
    </span>
  )
}
