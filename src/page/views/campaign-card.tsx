import { nameOf, type Page } from '../entities.ts'
import type { AllFigures, CampaignFigures } from '../figures.ts'
import { useLoad } from '../load.ts'
import { CampaignPill } from '../parts/pill.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { SmallLegend, SmallPlot } from '../parts/small-plot.tsx'
import { hrefTo } from '../route.ts'
import { numberText, plural } from '../words.ts'

/** Both answers cover the whole workspace. */
const PAUSE = 1000

const MOST_SHOWN = 8

/** The campaigns that matter most, with what they sent and got back. */
export function CampaignCard({ workspace }: { workspace: string }) {
  const loaded = useLoad<Page>(workspace, '/entities/campaigns?limit=500', PAUSE)
  const { data } = useLoad<AllFigures>(workspace, '/figures', PAUSE)
  const figuresOf = (id: unknown) => data?.campaigns.find(({ campaign_id }) => campaign_id === id)
  const daysOf = (id: unknown) => data?.days.filter(({ campaign }) => campaign === id) ?? []
  const sentOf = (id: unknown) => figuresOf(id)?.emails_sent_count ?? 0
  return (
    <section class="card">
      <div class="head">
        <h2>Campaigns</h2>
        <a href={hrefTo(workspace, 'campaigns')}>All campaigns</a>
      </div>
      <Shown loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              There are no campaigns yet. Create one with POST /api/v2/campaigns, with a fixture, or under
              Data.
            </Empty>
          ) : (
            <>
              <ul class="lines campaigns">
                {items
                  .toSorted((a, b) => rank(a.status) - rank(b.status) || sentOf(b.id) - sentOf(a.id))
                  .slice(0, MOST_SHOWN)
                  .map((campaign) => (
                    <li>
                      <span>
                        <a href={hrefTo(workspace, 'campaigns', String(campaign.id))}>{nameOf(campaign)}</a>
                        <Progress figures={figuresOf(campaign.id)} />
                      </span>
                      <SmallPlot days={daysOf(campaign.id)} />
                      <span class="state">
                        <CampaignPill status={campaign.status} />
                      </span>
                    </li>
                  ))}
              </ul>
              {data && data.days.length > 0 && <SmallLegend />}
            </>
          )
        }
      </Shown>
    </section>
  )
}

function Progress({ figures }: { figures: CampaignFigures | undefined }) {
  if (!figures?.emails_sent_count) return null
  const { leads_count, completed_count, emails_sent_count, reply_count } = figures
  return (
    <span class="progress">
      <progress max={Math.max(leads_count, 1)} value={completed_count} aria-label="Finished leads" />
      <span class="sub">
        {numberText(emails_sent_count)} sent, {plural(reply_count, 'reply', 'replies')},{' '}
        {numberText(completed_count)} of {plural(leads_count, 'lead')} done
      </span>
    </span>
  )
}

/** Sending campaigns first, then those with a problem, then the others. */
const rank = (status: unknown) => {
  const number = Number(status)
  if (number === 1 || number === 4) return 0
  return number < 0 ? 1 : 2
}
