import { useState } from 'preact/hooks'
import { useAct } from '../action.tsx'
import { useLoad } from '../load.ts'
import { Confirm } from './confirm.tsx'
import { Empty, Shown } from './shown.tsx'

/** Reset and snapshots. */
export function Snapshots({ workspace }: { workspace: string }) {
  const loaded = useLoad<{ snapshots: string[] }>(workspace, '/snapshots')
  const act = useAct(workspace)
  const [name, setName] = useState('')
  return (
    <section class="card">
      <div class="head">
        <h2>Snapshots</h2>
        <Confirm
          label="Reset all"
          question="Reset the workspace?"
          act={() => act('POST', '/reset', {}, 'The workspace is reset')}
        />
      </div>
      <Shown loaded={loaded}>
        {({ snapshots }) =>
          snapshots.length === 0 ? (
            <Empty>There are no snapshots. A snapshot stores the present data, to be restored later.</Empty>
          ) : (
            <ul class="lines">
              {snapshots.map((name) => {
                const path = `/snapshots/${encodeURIComponent(name)}`
                return (
                  <li key={name}>
                    <span>{name}</span>
                    <span class="buttons">
                      <button
                        type="button"
                        onClick={() => act('POST', `${path}/restore`, {}, `Restored ${name}`)}
                      >
                        Restore
                      </button>
                      <Confirm
                        label="Forget"
                        question={`Forget ${name}?`}
                        act={() => act('DELETE', path, undefined, `${name} is forgotten`)}
                      />
                    </span>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Shown>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault()
          act('PUT', `/snapshots/${encodeURIComponent(name)}`, undefined, `${name} is kept`)
          setName('')
        }}
      >
        <label>
          Name
          <input
            required
            pattern="[a-z0-9_\-]{1,64}"
            title="1 to 64 of a-z, 0-9, - and _"
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <button type="submit">Take a snapshot</button>
      </form>
    </section>
  )
}
