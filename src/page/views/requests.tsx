import { useEffect, useState } from 'preact/hooks'
import type { JournalEntry, Report } from '../../controls/journal/answers.ts'
import { useAct } from '../action.tsx'
import { call, withQuery } from '../api.ts'
import { REPORT_PAUSE, useLoad } from '../load.ts'
import { Confirm } from '../parts/confirm.tsx'
import { StatusPill } from '../parts/pill.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo, type Route, replaceQuery } from '../route.ts'
import { clockText, timeText } from '../words.ts'
import { Expect } from './expect.tsx'
import { Request } from './request.tsx'

type Line = Omit<JournalEntry, 'body' | 'answer' | 'query'>
type Latest = { entries: Line[]; next_before?: number }

const PAGE = 50

export function Requests({ route }: { route: Route }) {
  const [number] = route.rest
  if (number === 'expect') return <Expect route={route} />
  return number === undefined ? <List route={route} /> : <Request route={route} number={number} />
}

function List({ route: { workspace, query } }: { route: Route }) {
  const act = useAct(workspace)
  const [text, status, operation] = ['text', 'status', 'operation'].map((name) => query.get(name) ?? '')
  const criteria = { text, status, operation_id: operation }
  const loaded = useLoad<Latest>(workspace, withQuery('/journal/latest', { ...criteria, limit: PAGE }))
  const { data: report } = useLoad<Report>(workspace, '/report', REPORT_PAUSE)
  const called = report?.operations.map(({ operation_id }) => operation_id) ?? []
  const operations = [...new Set([operation, ...called])].filter((id) => id).sort()
  const set = (changes: Record<string, string>) =>
    replaceQuery({ text: text ?? '', status: status ?? '', operation: operation ?? '', ...changes })
  return (
    <>
      <div class="head">
        <h1>Requests</h1>
        <span class="buttons">
          <a class="button" href={hrefTo(workspace, 'requests', 'expect')}>
            Check an expectation
          </a>
          <Confirm
            label="Forget all"
            question="Forget all requests?"
            act={() => act('POST', '/journal/clear', {}, 'The journal is empty')}
          />
        </span>
      </div>
      <div class="filters">
        <label>
          Text
          <input
            type="search"
            placeholder="in path, body or answer"
            value={text}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
        </label>
        <label>
          Answer
          <select value={status} onChange={({ currentTarget }) => set({ status: currentTarget.value })}>
            <option value="">Any</option>
            <option value="2xx">Success</option>
            <option value="failed">Failed</option>
            <option value="4xx">Refused, 4xx</option>
            <option value="5xx">5xx</option>
          </select>
        </label>
        <label>
          Operation
          <select value={operation} onChange={({ currentTarget }) => set({ operation: currentTarget.value })}>
            <option value="">Any</option>
            {operations.map((operation_id) => (
              <option>{operation_id}</option>
            ))}
          </select>
        </label>
      </div>
      <Shown loaded={loaded}>
        {(page) => (
          <Calls
            key={JSON.stringify(criteria)}
            workspace={workspace}
            page={page}
            isFiltered={Object.values(criteria).some((value) => value)}
            more={(before) =>
              call<Latest>(
                workspace,
                'GET',
                withQuery('/journal/latest', { ...criteria, limit: PAGE, before })
              )
            }
          />
        )}
      </Shown>
    </>
  )
}

type CallsOptions = {
  workspace: string
  page: Latest
  isFiltered: boolean
  more: (before: number) => Promise<Latest>
}

/** The newest requests, and the older ones loaded so far; new ones are added at the top. */
function Calls({ workspace, page, isFiltered, more }: CallsOptions) {
  const [older, setOlder] = useState<Line[]>([])
  const [next, setNext] = useState(page.next_before)
  const newest = page.entries[0]?.number ?? 0
  useEffect(() => {
    if (older.length === 0) return setNext(page.next_before)
    // The journal was cleared.
    if (newest < (older[0]?.number ?? 0)) setOlder([])
  }, [newest, page.next_before])
  const last = page.entries.at(-1)?.number ?? 0
  const entries = [...page.entries, ...older.filter(({ number }) => number < last)]
  if (!entries.length) {
    return (
      <Empty>
        {isFiltered ? (
          'No request matches.'
        ) : (
          <>
            No request has come yet. Point your client at <code>{location.origin}/api/v2</code> with the key{' '}
            <code>mock_{workspace}</code>; what it sends appears here immediately.
          </>
        )}
      </Empty>
    )
  }
  const load = async (before: number) => {
    const { entries, next_before } = await more(before)
    // Requests that arrived since the last page lie between the two.
    setOlder((known) => [...known, ...entries])
    setNext(next_before)
  }
  return (
    <>
      <ol class="calls">
        {entries.map((entry) => (
          <li key={entry.number}>
            <CallLine workspace={workspace} entry={entry} />
          </li>
        ))}
      </ol>
      {next !== undefined && (
        <button type="button" class="more" onClick={() => load(entries.at(-1)?.number ?? next)}>
          Older requests
        </button>
      )}
    </>
  )
}

function CallLine({ workspace, entry }: { workspace: string; entry: Line }) {
  const { number, method, path, status, operation_id, error, fault, unknown_fields, duration_ms, time } =
    entry
  const dropped = [...unknown_fields.body, ...unknown_fields.query]
  return (
    <a class="call" href={hrefTo(workspace, 'requests', number)}>
      <span class="number">{number}</span>
      <StatusPill status={status} />
      <span class="what">
        <strong>{operation_id ?? 'Unknown route'}</strong>
        <span class="path">
          {method} {path}
        </span>
        {error && <span class="sub">{error}</span>}
        {dropped.length > 0 && <span class="sub warn-text">Ignored: {dropped.join(', ')}</span>}
        {fault && <span class="sub warn-text">Made by {fault}</span>}
      </span>
      <time title={timeText(time)}>{clockText(time)}</time>
      <span class="took">{duration_ms > 0 && `${duration_ms.toFixed(1)} ms`}</span>
    </a>
  )
}
