import type { Resource } from '../entities.ts'
import { useLoad } from '../load.ts'
import { intoView } from '../parts/into-view.ts'
import { Shown } from '../parts/shown.tsx'
import { hrefTo, type Route } from '../route.ts'
import { numberText, wordsOf } from '../words.ts'
import { EntityView } from './entity.tsx'
import { Table } from './table.tsx'

export function Data({ route }: { route: Route }) {
  const { workspace, rest } = route
  const [name = 'campaigns', id] = rest
  const loaded = useLoad<{ resources: Resource[] }>(workspace, '/entities')
  return (
    <Shown loaded={loaded}>
      {({ resources }) => {
        const resource = resources.find((each) => each.name === name)
        return (
          <div class="beside">
            <nav class="side" aria-label="Resources">
              {resources.map((each) => (
                <a
                  ref={each.name === name ? intoView : undefined}
                  href={hrefTo(workspace, 'data', each.name)}
                  aria-current={each.name === name ? 'page' : undefined}
                >
                  {wordsOf(each.name)} <span class="muted">{numberText(each.count)}</span>
                </a>
              ))}
            </nav>
            <div>
              {!resource ? (
                <p class="empty">There is no resource “{name}”.</p>
              ) : id === undefined ? (
                <Table route={route} resource={resource} key={name} />
              ) : (
                <EntityView route={route} resource={resource} id={id} key={id} />
              )}
            </div>
          </div>
        )
      }}
    </Shown>
  )
}
