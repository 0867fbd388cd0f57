import type { JournalEntryInFull } from '../../controls/journal/answers.ts'
import { useAct } from '../action.tsx'
import { useLive } from '../live.ts'
import { useLoad } from '../load.ts'
import { Copy } from '../parts/copy.tsx'
import { Json } from '../parts/json.tsx'
import { StatusPill } from '../parts/pill.tsx'
import { Shown } from '../parts/shown.tsx'
import { hrefTo, type Route } from '../route.ts'
import { statusWords, timeText } from '../words.ts'
import { asCurl, asExpectation, asFault } from './request-as.ts'

/** One call in full. */
export function Request({ route: { workspace }, number }: { route: Route; number: string }) {
  const { live } = useLive()
  const loaded = useLoad<JournalEntryInFull>(workspace, `/journal/${encodeURIComponent(number)}`)
  return (
    <>
      <p class="back">
        <a href={hrefTo(workspace, 'requests')}>All requests</a>
        <span class="buttons">
          {Number(number) > 1 && <a href={hrefTo(workspace, 'requests', Number(number) - 1)}>Before</a>}
          {Number(number) < live.calls && (
            <a href={hrefTo(workspace, 'requests', Number(number) + 1)}>After</a>
          )}
        </span>
      </p>
      <Shown loaded={loaded}>{(entry) => <Whole workspace={workspace} entry={entry} />}</Shown>
    </>
  )
}

function Whole({ workspace, entry }: { workspace: string; entry: JournalEntryInFull }) {
  const act = useAct(workspace)
  const { number, operation_id, method, path, query, body, status, answer, error, fault, unknown_fields } =
    entry
  const dropped = [
    ...unknown_fields.body.map((place) => `${place} in the body`),
    ...unknown_fields.query.map((name) => `the parameter ${name}`)
  ]
  const repeat = asFault(entry)
  return (
    <>
      <div class="head">
        <h1>
          <span class="muted">{number}</span> {operation_id ?? 'Unknown route'}
        </h1>
        <StatusPill status={status} />
      </div>
      <p class="address">
        <code>
          {method} {path}
        </code>
      </p>
      <p class="muted">
        {timeText(entry.time)} UTC
        {entry.duration_ms > 0 && `, answered in ${entry.duration_ms.toFixed(1)} ms`}
      </p>
      {(error || fault || status === null) && (
        <section class="card why">
          <h2>Why</h2>
          {error && <p class="quote">{error}</p>}
          <p>{statusWords(status, fault)}</p>
          {fault && (
            <p>
              <a href={hrefTo(workspace, 'faults')}>To the faults</a>
            </p>
          )}
        </section>
      )}
      {dropped.length > 0 && (
        <section class="card why">
          <h2>Ignored</h2>
          <p>The service silently drops these fields:</p>
          <ul>
            {dropped.map((place) => (
              <li>
                <code>{place}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {entry.near_misses.length > 0 && (
        <section class="card why">
          <h2>Near miss</h2>
          <p>This request nearly met an expectation that failed:</p>
          <ul>
            {entry.near_misses.map(({ expected, because }) => (
              <li>
                Expected <code>{expected}</code>, but
                {because.map((reason) => (
                  <span class="sub">{reason}</span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="halves">
        <section class="card">
          <h2>Sent</h2>
          {Object.keys(query).length > 0 && (
            <dl class="pairs">
              {Object.entries(query).map(([name, value]) => (
                <>
                  <dt>{name}</dt>
                  <dd>{String(value)}</dd>
                </>
              ))}
            </dl>
          )}
          {body === null ? <p class="muted">No body.</p> : <Json value={body} label="Body" />}
        </section>
        <section class="card">
          <h2>Answered</h2>
          {answer === null ? (
            <p class="muted">No body, or no longer available.</p>
          ) : (
            <Json value={answer} label="Answer" />
          )}
        </section>
      </div>
      <section class="card">
        <h2>Use it again</h2>
        <div class="uses">
          <Use what="curl" text={asCurl(entry, workspace, location.origin)} hint="Repeats the request." />
          <Use
            what="Expectation"
            text={asExpectation(entry)}
            hint="For POST /__admin/verify: expects this request."
          />
          <Use
            what="Fault"
            text={JSON.stringify(repeat, null, 2)}
            hint="Gives the same answer to the next matching requests."
          >
            <button
              type="button"
              onClick={() => act('POST', '/faults', repeat, 'Matching requests now get this answer')}
            >
              Add this fault
            </button>
          </Use>
        </div>
      </section>
    </>
  )
}

type UseOptions = { what: string; text: string; hint: string; children?: preact.ComponentChildren }

const Use = ({ what, text, hint, children }: UseOptions) => (
  <details>
    <summary>As {what === 'curl' ? what : what.toLowerCase()}</summary>
    <p class="hint">{hint}</p>
    <Json value={text} label={what} />
    <div class="buttons">
      <Copy text={text} what={what} />
      {children}
    </div>
  </details>
)
