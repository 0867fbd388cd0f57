import { withQuery } from '../api.ts'
import { nameOf, type Page } from '../entities.ts'
import { useLoad } from '../load.ts'
import { Pager, usePages } from '../parts/pager.tsx'
import { CampaignPill } from '../parts/pill.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo, type Route, replaceQuery } from '../route.ts'
import { Campaign } from './campaign.tsx'

const PAGE = 50

export function Campaigns({ route }: { route: Route }) {
  const [id] = route.rest
  return id === undefined ? <List route={route} /> : <Campaign route={route} id={id} key={id} />
}

function List({ route: { workspace, query } }: { route: Route }) {
  const search = query.get('text') ?? ''
  const pages = usePages(search)
  const path = withQuery('/entities/campaigns', { limit: PAGE, search, starting_after: pages.after })
  const loaded = useLoad<Page>(workspace, path)
  return (
    <>
      <h1>Campaigns</h1>
      <div class="filters">
        <label>
          Text
          <input
            type="search"
            placeholder="anywhere in the campaign"
            value={search}
            onInput={({ currentTarget }) => replaceQuery({ text: currentTarget.value })}
          />
        </label>
      </div>
      <Shown loaded={loaded}>
        {({ items, next_starting_after }) =>
          items.length === 0 ? (
            <Empty>
              {search
                ? 'No campaign matches.'
                : 'There are no campaigns yet. Create one with POST /api/v2/campaigns, with a fixture, or under Data.'}
            </Empty>
          ) : (
            <>
              <ul class="lines card">
                {items.map((campaign) => (
                  <li key={campaign.id}>
                    <a href={hrefTo(workspace, 'campaigns', String(campaign.id))}>{nameOf(campaign)}</a>
                    <CampaignPill status={campaign.status} />
                  </li>
                ))}
              </ul>
              <Pager pages={pages} next={next_starting_after} />
            </>
          )
        }
      </Shown>
    </>
  )
}
