import { withQuery } from '../api.ts'
import { type Entity, nameOf, type Page, type Property, type Resource } from '../entities.ts'
import { useLoad } from '../load.ts'
import { Pager, usePages } from '../parts/pager.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo, type Route, replaceQuery } from '../route.ts'
import { wordsOf } from '../words.ts'

const PAGE = 50
const MOST_COLUMNS = 6

/** The entities of a resource, with columns from its schema. */
export function Table({ route: { workspace, query }, resource }: { route: Route; resource: Resource }) {
  const { name, key, schema } = resource
  const search = query.get('text') ?? ''
  const pages = usePages(`${name} ${search}`)
  const path = withQuery(`/entities/${name}`, { limit: PAGE, search, starting_after: pages.after })
  const loaded = useLoad<Page>(workspace, path)
  return (
    <>
      <div class="head">
        <h1>{wordsOf(name)}</h1>
        <a class="button" href={hrefTo(workspace, 'data', name, 'new')}>
          New
        </a>
      </div>
      <p class="muted">{schema.description}</p>
      <div class="filters">
        <label>
          Text
          <input
            type="search"
            placeholder="anywhere in the entity"
            value={search}
            onInput={({ currentTarget }) => replaceQuery({ text: currentTarget.value })}
          />
        </label>
      </div>
      <Shown loaded={loaded}>
        {({ items, next_starting_after }) => {
          const columns = columnsOf(resource, items)
          if (!items.length) return <Empty>{search ? 'No match.' : 'There are none.'}</Empty>
          return (
            <>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
              <section class="scroll" tabIndex={0} aria-label={wordsOf(name)}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Name</th>
                      {columns.map(([column]) => (
                        <th scope="col">{wordsOf(column)}</th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((entity) => (
                      <tr key={String(entity[key])}>
                        <th scope="row">
                          <a href={hrefTo(workspace, 'data', name, String(entity[key]))}>
                            {nameOf(entity, key)}
                          </a>
                        </th>
                        {columns.map(([column, property]) => (
                          <td>{cell(entity[column], property)}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              <Pager pages={pages} next={next_starting_after} />
            </>
          )
        }}
      </Shown>
    </>
  )
}

/** Properties that repeat the first column, or are the same in every row. */
const redundant = ['organization', 'organization_id', 'name', 'label', 'subject', 'workspace']

/** The most informative short properties: statuses first, timestamps and ids last. */
function columnsOf({ schema, key }: Resource, items: Entity[]): [string, Property][] {
  const shown = Object.entries(schema.properties ?? {}).filter(
    ([name, property]) => name !== key && !redundant.includes(name) && isShort(property)
  )
  return shown
    .filter(([name]) => items.some((entity) => entity[name] !== undefined))
    .toSorted(([a, one], [b, other]) => weight(a, one) - weight(b, other))
    .slice(0, MOST_COLUMNS)
}

const isShort = ({ type }: Property) => ![type].flat().some((each) => each === 'object' || each === 'array')

function weight(name: string, property: Property): number {
  if (property['x-enumDescriptions']) return 0
  if (property.format === 'date-time') return name === 'timestamp_created' ? 2 : 3
  return name.endsWith('_by') || name.endsWith('id') ? 4 : 1
}

const MOST_CHARACTERS = 48

function cell(value: unknown, property: Property) {
  if (value === undefined || value === null) return <span class="muted">–</span>
  const words = property['x-enumDescriptions']?.[String(value)]
  if (words) return <span title={String(value)}>{words}</span>
  if (property.format === 'date-time')
    return <span class="nowrap">{String(value).slice(0, 16).replace('T', ' ')}</span>
  const text = String(value)
  return text.length > MOST_CHARACTERS ? <span title={text}>{text.slice(0, MOST_CHARACTERS)}…</span> : text
}
