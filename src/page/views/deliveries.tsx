import type { DeliveriesFace, DeliveryFace } from '../../deliveries/control/schema.ts'
import { useAct } from '../action.tsx'
import { withQuery } from '../api.ts'
import { useLoad } from '../load.ts'
import { Copy } from '../parts/copy.tsx'
import { Json } from '../parts/json.tsx'
import { Pill, type Tone } from '../parts/pill.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { hrefTo, type Route, replaceQuery } from '../route.ts'
import { plural, timeText } from '../words.ts'

const MOST = 100

const states: Record<DeliveryFace['state'], [Tone, string]> = {
  waiting: ['warn', 'Waiting'],
  delivered: ['good', 'Delivered'],
  failed: ['bad', 'Failed'],
  dropped: ['plain', 'Dropped']
}

const modes: Record<DeliveriesFace['mode'], string> = {
  deliver: 'Call the webhooks',
  hold: 'Hold until released',
  record: 'Only record'
}

/** Deliveries to webhooks and their outcome. */
export function Deliveries({ route: { workspace, query } }: { route: Route }) {
  const state = query.get('state') ?? ''
  const loaded = useLoad<DeliveriesFace>(workspace, withQuery('/deliveries', { state, limit: MOST }))
  const act = useAct(workspace)
  return (
    <>
      <div class="head">
        <h1>Webhooks</h1>
        <a class="button" href={hrefTo(workspace, 'data', 'webhooks')}>
          Webhooks as data
        </a>
      </div>
      <p class="muted">
        What happens is sent to each webhook that wants it. Deliveries can be held, and released one by one.
      </p>
      <Shown loaded={loaded}>
        {({ mode, items }) => (
          <>
            <div class="filters">
              <label>
                Mode
                <select
                  value={mode}
                  onChange={({ currentTarget: { value } }) =>
                    act('PATCH', '/deliveries', { mode: value }, 'The mode is changed')
                  }
                >
                  {Object.entries(modes).map(([name, words]) => (
                    <option value={name}>{words}</option>
                  ))}
                </select>
              </label>
              <label>
                State
                <select
                  value={state}
                  onChange={({ currentTarget }) => replaceQuery({ state: currentTarget.value })}
                >
                  <option value="">Any</option>
                  {Object.entries(states).map(([name, [, words]]) => (
                    <option value={name}>{words}</option>
                  ))}
                </select>
              </label>
            </div>
            {mode === 'hold' && (
              <div class="buttons">
                <button
                  type="button"
                  onClick={() => act('POST', '/deliveries/release', {}, 'All deliveries are released')}
                >
                  Release all
                </button>
                <button
                  type="button"
                  onClick={() => act('POST', '/deliveries/release', { next: 1 }, 'One delivery is released')}
                >
                  Release the oldest
                </button>
              </div>
            )}
            {items.length === 0 ? (
              <Empty>
                {state
                  ? 'No delivery is in this state.'
                  : 'No deliveries yet: there is one for each event that a webhook wants, such as an email that a campaign sends.'}
              </Empty>
            ) : (
              <ul class="cards">
                {items.toReversed().map((delivery) => (
                  <Delivery workspace={workspace} delivery={delivery} key={delivery.id} />
                ))}
              </ul>
            )}
          </>
        )}
      </Shown>
    </>
  )
}

function Delivery({ workspace, delivery }: { workspace: string; delivery: DeliveryFace }) {
  const act = useAct(workspace)
  const { id, state, event_type, lead_email, url, tries, at, due, payload, curl } = delivery
  const [tone, words] = states[state]
  return (
    <li class="card">
      <div class="head">
        <h2>
          <span class="muted">{id}</span> {event_type}
        </h2>
        <Pill tone={tone} text={words} />
      </div>
      <p>
        {lead_email && `${lead_email} · `}
        {url ?? 'nowhere: its webhook is gone or disabled'}
      </p>
      <p class="hint">
        {timeText(at)} UTC, {plural(tries, 'attempt')}
        {state === 'waiting' && `, the next is due ${timeText(due)}`}
      </p>
      <details>
        <summary>Payload</summary>
        <Json value={payload} label={`Payload of delivery ${id}`} />
      </details>
      <div class="buttons">
        {state === 'waiting' ? (
          <button
            type="button"
            onClick={() => act('POST', '/deliveries/release', { ids: [id] }, `${id} is released`)}
          >
            Release
          </button>
        ) : (
          <button
            type="button"
            onClick={() => act('POST', '/deliveries/redeliver', { ids: [id] }, `${id} is delivered again`)}
          >
            Deliver again
          </button>
        )}
        <Copy text={curl} what="curl" />
      </div>
    </li>
  )
}
