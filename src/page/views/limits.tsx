import { useEffect, useState } from 'preact/hooks'
import type { PlanFace } from '../../controls/plan/schema.ts'
import type { LimitSettings } from '../../controls/rate-limits/schema.ts'
import { useAct } from '../action.tsx'
import { useLoad } from '../load.ts'
import { Shown } from '../parts/shown.tsx'
import type { Route } from '../route.ts'
import { wordsOf } from '../words.ts'

/** Rate limits, allowances and strictness. */
export function Limits({ route: { workspace } }: { route: Route }) {
  return (
    <>
      <h1>Limits</h1>
      <div class="halves">
        <RateLimits workspace={workspace} />
        <div class="stack">
          <Plan workspace={workspace} />
          <Strictness workspace={workspace} />
        </div>
      </div>
    </>
  )
}

function RateLimits({ workspace }: { workspace: string }) {
  const loaded = useLoad<LimitSettings>(workspace, '/rate-limits')
  const act = useAct(workspace)
  return (
    <section class="card">
      <h2>Requests</h2>
      <p class="hint">The documented limits; one request too many is answered with 429.</p>
      <Shown loaded={loaded}>
        {({ enabled, operations, ...overall }) => (
          <>
            <Switch
              label="Limits on"
              on={enabled}
              set={(on) =>
                act('PATCH', '/rate-limits', { enabled: on }, on ? 'The limits are on' : 'The limits are off')
              }
            />
            <form class="stack" onSubmit={(event) => event.preventDefault()}>
              {Object.entries(overall).map(([name, value]) => (
                <NumberField
                  label={wordsOf(name)}
                  value={value}
                  save={(number) => act('PATCH', '/rate-limits', { [name]: number }, 'The limit is set')}
                />
              ))}
            </form>
            <table class="small">
              <caption>Lower limits of individual operations</caption>
              <tbody>
                {Object.entries(operations).map(([name, limit]) => (
                  <tr>
                    <th scope="row">{name}</th>
                    <td>
                      {Object.entries(limit)
                        .map(([span, count]) => `${count} ${span.replaceAll('_', ' ')}`)
                        .join(', ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Shown>
    </section>
  )
}

function Plan({ workspace }: { workspace: string }) {
  const loaded = useLoad<PlanFace>(workspace, '/plan')
  const act = useAct(workspace)
  return (
    <section class="card">
      <h2>Plan</h2>
      <p class="hint">The allowances of the workspace.</p>
      <Shown loaded={loaded}>
        {(plan) => (
          <form class="stack" onSubmit={(event) => event.preventDefault()}>
            {Object.entries(plan).map(([name, value]) => (
              <NumberField
                label={wordsOf(name)}
                value={value}
                save={(number) => act('PATCH', '/plan', { [name]: number }, 'The plan is changed')}
              />
            ))}
          </form>
        )}
      </Shown>
    </section>
  )
}

function Strictness({ workspace }: { workspace: string }) {
  const loaded = useLoad<{ strict: boolean }>(workspace, '/strictness')
  const act = useAct(workspace)
  return (
    <section class="card">
      <h2>Strictness</h2>
      <p class="hint">
        The service silently drops unknown fields and parameters. In strict mode they are refused.
      </p>
      <Shown loaded={loaded}>
        {({ strict }) => (
          <Switch
            label="Refuse unknown fields"
            on={strict}
            set={(on) =>
              act(
                'PUT',
                '/strictness',
                { strict: on },
                on ? 'Unknown fields are refused' : 'Unknown fields are dropped'
              )
            }
          />
        )}
      </Shown>
    </section>
  )
}

type SwitchOptions = { label: string; on: boolean; set: (on: boolean) => void }

/** Shows a choice immediately. */
function Switch({ label, on, set }: SwitchOptions) {
  const [shown, setShown] = useState(on)
  useEffect(() => setShown(on), [on])
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={shown}
        onChange={({ currentTarget }) => {
          setShown(currentTarget.checked)
          set(currentTarget.checked)
        }}
      />
      {label}
    </label>
  )
}

type NumberOptions = { label: string; value: number; save: (value: number) => void }

/** Saves on Enter or when it loses focus. */
const NumberField = ({ label, value, save }: NumberOptions) => (
  <label>
    {label}
    <input
      type="number"
      min={0}
      value={value}
      onChange={({ currentTarget }) => currentTarget.value !== '' && save(currentTarget.valueAsNumber)}
    />
  </label>
)
