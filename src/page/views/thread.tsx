import { withQuery } from '../api.ts'
import { type Entity, type Page, threadOf } from '../entities.ts'
import { useLoad } from '../load.ts'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo } from '../route.ts'
import { timeText } from '../words.ts'
import { Answer } from './answer.tsx'

const MOST_EMAILS = 100

const kinds: Record<string, string> = {
  '1': 'Sent by the campaign',
  '2': 'Received',
  '3': 'Sent by hand',
  '4': 'Waiting to be sent'
}

/** All emails of a conversation, oldest first. */
export function Thread({ workspace, id }: { workspace: string; id: string }) {
  const loaded = useLoad<Page>(workspace, withQuery('/entities/emails', { limit: MOST_EMAILS, search: id }))
  return (
    <>
      <p class="back narrow">
        <a href={hrefTo(workspace, 'unibox')}>All threads</a>
      </p>
      <Shown loaded={loaded}>
        {({ items }) => {
          const emails = items
            .filter((email) => threadOf(email) === id)
            .toSorted((a, b) => String(a.timestamp_email).localeCompare(String(b.timestamp_email)))
          const last = emails.at(-1)
          if (!last) return <Empty>This thread no longer exists.</Empty>
          return (
            <>
              <h2>{String(emails[0]?.subject)}</h2>
              {emails.map((email) => (
                <Email workspace={workspace} email={email} key={email.id} />
              ))}
              <Answer workspace={workspace} last={last} />
            </>
          )
        }}
      </Shown>
    </>
  )
}

function Email({ workspace, email }: { workspace: string; email: Entity }) {
  const { from_address_email, eaccount, to_address_email_list, timestamp_email, ue_type, body } = email
  const { html, text } = Object(body)
  const isReceived = ue_type === 2
  return (
    <article class={`card email ${isReceived ? 'received' : ''}`}>
      <header>
        <strong>{String(from_address_email ?? eaccount)}</strong>
        <span class="sub">to {String(to_address_email_list)}</span>
        <span class="sub">
          {kinds[String(ue_type)]}, {timeText(String(timestamp_email))} UTC,{' '}
          <a href={hrefTo(workspace, 'data', 'emails', String(email.id))}>as data</a>
        </span>
      </header>
      {html ? <Html html={String(html)} /> : <p class="quote">{String(text ?? '')}</p>}
    </article>
  )
}

/** The frame has no scripts and no origin, and may load nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

const Html = ({ html }: { html: string }) => (
  <iframe
    title="What the email says"
    sandbox=""
    srcdoc={`<!doctype html><meta http-equiv="content-security-policy" content="${policy}"><meta name="color-scheme" content="light dark"><style>body { font: 15px/1.5 system-ui, sans-serif; margin: 0; overflow-wrap: anywhere }</style>${html}`}
    style={{ height: `${heightOf(html)}px` }}
  />
)

/** Estimated from the number of lines, because the frame runs no script that could report its height. */
function heightOf(html: string): number {
  const lines = html.split(/<br|<p|<div|<li|\n/i)
  const rows = lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(line.replaceAll(/<[^>]*>/g, '').length / 60)),
    0
  )
  return Math.min(480, 12 + rows * 23)
}
