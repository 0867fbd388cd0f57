import type { Report } from '../../controls/journal/answers.ts'
import type { Resource } from '../entities.ts'
import { useLive } from '../live.ts'
import { REPORT_PAUSE, useLoad } from '../load.ts'
import { ClockButtons, useClock } from '../parts/clock.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { Snapshots } from '../parts/snapshots.tsx'
import { hrefTo, type Route } from '../route.ts'
import { numberText, timeText, wordsOf } from '../words.ts'
import { Built } from './built.tsx'
import { CampaignCard } from './campaign-card.tsx'
import { DueList } from './due.tsx'

export function Overview({ route: { workspace } }: { route: Route }) {
  return (
    <>
      <h1 class="sr">Overview</h1>
      <div class="tiles">
        <Holds workspace={workspace} />
      </div>
      <div class="columns">
        <div class="stack wide">
          <CampaignCard workspace={workspace} />
          <Advice workspace={workspace} />
        </div>
        <div class="stack">
          <Clock workspace={workspace} />
          <DueList workspace={workspace} />
          <Snapshots workspace={workspace} />
          <Built />
        </div>
      </div>
    </>
  )
}

/** The most important entities, with links. */
const shown = ['campaigns', 'leads', 'accounts', 'emails', 'webhooks']

function Holds({ workspace }: { workspace: string }) {
  const { live } = useLive()
  const { data } = useLoad<{ resources: Resource[] }>(workspace, '/entities', 1000)
  const count = (name: string) => data?.resources.find((resource) => resource.name === name)?.count
  return (
    <>
      <Tile href={hrefTo(workspace, 'requests')} value={live.calls} what="Requests" />
      {shown.map((name) => {
        const place = { campaigns: ['campaigns'], emails: ['unibox'], webhooks: ['webhooks'] }[name] ?? [
          'data',
          name
        ]
        return <Tile href={hrefTo(workspace, ...place)} value={count(name)} what={wordsOf(name)} />
      })}
    </>
  )
}

const Tile = ({ href, value, what }: { href: string; value: number | undefined; what: string }) => (
  <a class="tile" href={href}>
    <strong>{value === undefined ? '–' : numberText(value)}</strong>
    <span>{what}</span>
  </a>
)

function Advice({ workspace }: { workspace: string }) {
  const loaded = useLoad<Report>(workspace, '/report', REPORT_PAUSE)
  return (
    <section class="card">
      <div class="head">
        <h2>Advice</h2>
        <a href={hrefTo(workspace, 'requests')}>All requests</a>
      </div>
      <Shown loaded={loaded}>
        {({ advice, operations }) =>
          operations.length === 0 ? (
            <Empty>
              No request has come yet. Point your client at <code>{location.origin}/api/v2</code> with the key{' '}
              <code>mock_{workspace}</code>.
            </Empty>
          ) : advice.length === 0 ? (
            <Empty>No advice about the client.</Empty>
          ) : (
            <ul class="lines">
              {advice.slice(0, 20).map(({ advice, calls }) => (
                <li>
                  <span>{advice}</span>
                  <span class="numbers">
                    {calls.slice(0, 3).map((number) => (
                      <a href={hrefTo(workspace, 'requests', number)} aria-label={`Request ${number}`}>
                        #{number}
                      </a>
                    ))}
                    {calls.length > 3 && <span class="muted">and {calls.length - 3} more</span>}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}

function Clock({ workspace }: { workspace: string }) {
  const clock = useClock(workspace)
  return (
    <section class="card">
      <div class="head">
        <h2>Clock</h2>
        <span class="muted">{clock && `${timeText(clock.now)} UTC${clock.frozen ? ', frozen' : ''}`}</span>
      </div>
      <ClockButtons workspace={workspace} />
    </section>
  )
}
