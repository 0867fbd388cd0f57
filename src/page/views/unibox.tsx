import { withQuery } from '../api.ts'
import { type Entity, type Page, threadOf } from '../entities.ts'
import { useLoad } from '../load.ts'
import { Pager, usePages } from '../parts/pager.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo, type Route, replaceQuery } from '../route.ts'
import { plural, timeText } from '../words.ts'
import { Thread } from './thread.tsx'

/** Emails per page; a thread has several. */
const PAGE = 100

/** Threads, as a mail client shows them. */
export function Unibox({ route }: { route: Route }) {
  const { workspace, query, rest } = route
  const [thread] = rest
  const search = query.get('text') ?? ''
  const pages = usePages(search)
  const path = withQuery('/entities/emails', {
    limit: PAGE,
    search,
    starting_after: pages.after,
    sort_order: 'desc'
  })
  const loaded = useLoad<Page>(workspace, path)
  return (
    <>
      <h1>Unibox</h1>
      <div class={`mail ${thread === undefined ? '' : 'open'}`}>
        <div class="threads">
          <div class="filters">
            <label>
              Text
              <input
                type="search"
                placeholder="address, subject, words"
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
                    ? 'No email matches.'
                    : 'There are no emails yet. Campaigns send them, and leads answer, as the clock moves.'}
                </Empty>
              ) : (
                <>
                  <ul class="lines card">
                    {threadsOf(items).map((emails) => (
                      <ThreadLine workspace={workspace} emails={emails} open={thread} search={search} />
                    ))}
                  </ul>
                  <Pager pages={pages} next={next_starting_after} />
                </>
              )
            }
          </Shown>
        </div>
        <div class="thread">
          {thread === undefined ? (
            loaded.data?.items.length !== 0 && (
              <Empty>Choose a thread to read it or to reply as its lead.</Empty>
            )
          ) : (
            <Thread workspace={workspace} id={thread} key={thread} />
          )}
        </div>
      </div>
    </>
  )
}

const threadsOf = (emails: Entity[]): Entity[][] => [...Map.groupBy(emails, threadOf).values()]

type LineOptions = { workspace: string; emails: Entity[]; open: string | undefined; search: string }

function ThreadLine({ workspace, emails, open, search }: LineOptions) {
  const [latest] = emails
  if (!latest) return null
  const id = threadOf(latest)
  const isUnread = emails.some(({ is_unread }) => is_unread === 1)
  return (
    <li class={isUnread ? 'unread' : ''}>
      <a
        class="mailline"
        href={`${hrefTo(workspace, 'unibox', id)}${search && `?text=${encodeURIComponent(search)}`}`}
        aria-current={id === open ? 'true' : undefined}
      >
        <span class="who">{String(latest.lead ?? latest.from_address_email ?? latest.eaccount)}</span>
        <span class="subject">{String(latest.subject)}</span>
        <span class="sub">
          {timeText(String(latest.timestamp_email))}
          {emails.length > 1 && `, ${plural(emails.length, 'email')}`}
          {isUnread && ', unread'}
        </span>
      </a>
    </li>
  )
}
