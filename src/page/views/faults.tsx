import { useState } from 'preact/hooks'
import type { Fault } from '../../controls/faults/schema.ts'
import { useAct } from '../action.tsx'
import { useLoad } from '../load.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import type { Route } from '../route.ts'
import { ordinal, plural } from '../words.ts'
import { Editor } from './entity.tsx'

const models = {
  'Too many requests': {
    operation_id: 'listCampaign',
    calls: { from: 1, to: 2 },
    answer: { status: 429, headers: { 'retry-after': '2' } }
  },
  'Server error': { every: 3, answer: { status: 500 } },
  'Slow answer': { operation_id: 'listCampaign', delay_ms: 5000 },
  'No answer': { operation_id: 'createCampaign', connection: 'close' },
  'Broken answer': { operation_id: 'listCampaign', connection: 'truncate' }
}

/** The workspace's faults. */
export function Faults({ route: { workspace } }: { route: Route }) {
  const loaded = useLoad<{ faults: Fault[] }>(workspace, '/faults')
  const act = useAct(workspace)
  return (
    <>
      <div class="head">
        <h1>Faults</h1>
        {loaded.data && loaded.data.faults.length > 0 && (
          <Confirm
            label="Remove all"
            question="Remove all faults?"
            act={() => act('DELETE', '/faults', undefined, 'All faults are removed')}
          />
        )}
      </div>
      <p class="muted">
        A fault makes chosen requests fail, wait or break off, so that you can see what your client does.
      </p>
      <Shown loaded={loaded}>
        {({ faults }) =>
          faults.length === 0 ? (
            <Empty>There are no faults: every request is answered normally.</Empty>
          ) : (
            <ul class="cards">
              {faults.map((fault) => (
                <li class="card" key={fault.id}>
                  <OneFault workspace={workspace} fault={fault} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <NewFault workspace={workspace} />
    </>
  )
}

function OneFault({ workspace, fault }: { workspace: string; fault: Fault }) {
  const act = useAct(workspace)
  const path = `/faults/${fault.id}`
  return (
    <>
      <div class="head">
        <h2>{whichOf(fault)}</h2>
        <span class="buttons">
          {fault.connection === 'stall' && (
            <button
              type="button"
              onClick={() => act('POST', `${path}/release`, {}, 'Stalled calls are released')}
            >
              Release
            </button>
          )}
          <Confirm
            label="Remove"
            question={`Remove ${fault.id}?`}
            act={() => act('DELETE', path, undefined, `${fault.id} is removed`)}
          />
        </span>
      </div>
      <p>{effectOf(fault)}</p>
      <p class="hint">
        {fault.id}, matched {plural(fault.matched, 'request')}, fired on {fault.fired}
      </p>
    </>
  )
}

function whichOf({ operation_id, method, path, calls, every }: Fault): string {
  const what = operation_id ?? ([method, path].filter(Boolean).join(' ') || 'Every request')
  const from = calls?.from ?? 1
  const span = calls && (calls.to === undefined ? `from number ${from}` : `number ${from} to ${calls.to}`)
  return [what, span, every && `every ${ordinal(every)}`].filter(Boolean).join(', ')
}

const broken = {
  stall: 'gets no answer until it is released',
  close: 'gets no answer: the connection is closed',
  reset: 'gets no answer: the connection is reset',
  truncate: 'is done, and its answer breaks off',
  malform: 'is done, and its answer is no JSON'
}

function effectOf({ delay_ms, answer, connection }: Fault): string {
  const parts = [
    delay_ms !== undefined && `waits ${delay_ms} ms`,
    answer && `is answered with ${answer.status}`,
    connection && broken[connection]
  ]
  return `Each ${parts.filter(Boolean).join(', then ')}.`
}

function NewFault({ workspace }: { workspace: string }) {
  const act = useAct(workspace)
  const [model, setModel] = useState<keyof typeof models>('Too many requests')
  return (
    <section class="card">
      <h2>Add a fault</h2>
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
        label="Fault"
        save={(fault) => act('POST', '/faults', fault, 'The fault is added')}
      />
    </section>
  )
}
