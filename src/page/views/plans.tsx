import { useState } from 'preact/hooks'
import { useAct } from '../action.tsx'
import { useLoad } from '../load.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import type { Route } from '../route.ts'
import { numberText, ordinal, plural, wordsOf } from '../words.ts'
import { Editor } from './entity.tsx'

type Event = {
  event: string
  after?: string | { between: [string, string] }
  text?: string
  interest?: number | null
}
type Plan = { id: number; match: Record<string, unknown>; do: Event[]; counted: number; fired: number }

const models = {
  'One lead answers': [
    {
      match: { lead: 'ben@example.org', step: 1 },
      do: [
        { event: 'open', after: '10m' },
        { event: 'reply', after: '2h', text: 'Yes, interested', interest: 1 }
      ]
    }
  ],
  'Every tenth email bounces': [{ match: { every: 10 }, do: [{ event: 'bounce', after: '1m' }] }],
  'Like a typical campaign': [{ profile: 'typical' }]
}

/** How leads will react to emails. */
export function Plans({ route: { workspace } }: { route: Route }) {
  const loaded = useLoad<{ plans: Plan[] }>(workspace, '/plans')
  const act = useAct(workspace)
  const [model, setModel] = useState<keyof typeof models>('One lead answers')
  return (
    <>
      <div class="head">
        <h1>Plans</h1>
        {loaded.data && loaded.data.plans.length > 0 && (
          <Confirm
            label="Remove all"
            question="Remove all plans?"
            act={() => act('DELETE', '/plans', undefined, 'All plans are removed')}
          />
        )}
      </div>
      <p class="muted">
        A plan says how leads react to the emails that campaigns send. Of the plans that match an email, the
        first decides.
      </p>
      <Shown loaded={loaded}>
        {({ plans }) =>
          plans.length === 0 ? (
            <Empty>There are no plans: no lead reacts to any email.</Empty>
          ) : (
            <ul class="cards">
              {plans.map((plan) => (
                <li class="card" key={plan.id}>
                  <div class="head">
                    <h2>{matchText(plan.match)}</h2>
                    <Confirm
                      label="Remove"
                      question={`Remove plan ${plan.id}?`}
                      act={() => act('DELETE', `/plans/${plan.id}`, undefined, 'The plan is removed')}
                    />
                  </div>
                  <ul class="plain">
                    {plan.do.map((event) => (
                      <li>{eventText(event)}</li>
                    ))}
                  </ul>
                  <p class="hint">
                    Plan {plan.id}, matched {plural(plan.counted, 'email')}, fired on {numberText(plan.fired)}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <section class="card">
        <h2>Add plans</h2>
        <div class="filters">
          <label>
            Begin with
            <select
              value={model}
              onChange={({ currentTarget }) => setModel(currentTarget.value as keyof typeof models)}
            >
              {Object.keys(models).map((name) => (
                <option>{name}</option>
              ))}
            </select>
          </label>
        </div>
        <Editor
          key={model}
          value={models[model]}
          label="Plans"
          save={(plans) => act('POST', '/plans', plans, 'The plans are added')}
        />
      </section>
    </>
  )
}

function matchText({ share, every, ...match }: Plan['match']): string {
  const which = Object.entries(match).map(([name, value]) => `${name} ${value}`)
  const percent = Number((Number(share) * 100).toPrecision(2))
  const parts = [
    share !== undefined && `${percent}% of emails`,
    every !== undefined && `every ${ordinal(Number(every))} email`,
    ...which
  ]
  return wordsOf(parts.filter(Boolean).join(', ') || 'every email')
}

function eventText({ event, after, text, interest }: Event): string {
  const when = typeof after === 'object' ? `${after.between[0]} to ${after.between[1]}` : after
  const parts = [
    wordsOf(event),
    when && `after ${when}`,
    text && `“${text}”`,
    interest !== undefined && `interest ${interest}`
  ]
  return parts.filter(Boolean).join(', ')
}
