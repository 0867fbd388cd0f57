import type { TimelineRow } from '../../simulation/control/schema.ts'
import { withQuery } from '../api.ts'
import { useLoad } from '../load.ts'
import { LeadName } from '../parts/lead-name.tsx'
import { Pager, usePages } from '../parts/pager.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { timeText, wordsOf } from '../words.ts'

/** The timeline names the next page even after its last, as lists of the API do. */
const PAGE = 25

type Page = { items: TimelineRow[]; next_starting_after?: string }

/** What happened and why, newest first. */
export function Timeline({ workspace, campaign }: { workspace: string; campaign: string }) {
  const pages = usePages(campaign)
  const path = withQuery('/timeline', {
    campaign,
    limit: PAGE,
    sort_order: 'desc',
    starting_after: pages.after
  })
  const loaded = useLoad<Page>(workspace, path)
  return (
    <section class="card">
      <h2>What happened</h2>
      <Shown loaded={loaded}>
        {({ items, next_starting_after }) => (
          <>
            {items.length === 0 ? (
              <Empty>
                {pages.number === 1
                  ? 'Nothing yet. Activate the campaign through the API, then move the clock.'
                  : 'Nothing happened earlier.'}
              </Empty>
            ) : (
              <ol class="lines">
                {items.map((row) => (
                  <li>
                    <span>
                      {wordsOf(row.type)}
                      {row.step !== undefined && `, step ${row.step}`}
                      {row.subsequence && ' of a subsequence'}
                      {row.lead && (
                        <>
                          {' · '}
                          <LeadName workspace={workspace} id={row.lead} />
                        </>
                      )}
                      {row.reason !== undefined && <span class="sub">{String(row.reason)}</span>}
                    </span>
                    <time class="muted">{timeText(row.at)}</time>
                  </li>
                ))}
              </ol>
            )}
            <Pager pages={pages} next={items.length < PAGE ? undefined : next_starting_after} />
          </>
        )}
      </Shown>
    </section>
  )
}
