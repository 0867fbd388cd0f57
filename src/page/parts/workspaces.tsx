import { useState } from 'preact/hooks'
import { useLive } from '../live.ts'
import { go, hrefTo, type Route } from '../route.ts'

const NEW = ' new'

/** Selects the workspace; an unknown name creates one. */
export function WorkspaceChooser({ route }: { route: Route }) {
  const { live } = useLive()
  const [isNaming, setNaming] = useState(false)
  const names = [...new Set([...live.workspaces, route.workspace])].sort()
  const show = (name: string) => go(hrefTo(name, route.view))
  if (isNaming) return <NewName show={show} close={() => setNaming(false)} />
  return (
    <label class="chooser">
      <span>Workspace</span>
      <select
        value={route.workspace}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== NEW) return show(currentTarget.value)
          setNaming(true)
        }}
      >
        {names.map((name) => (
          <option value={name}>{name}</option>
        ))}
        <option value={NEW}>Another …</option>
      </select>
    </label>
  )
}

function NewName({ show, close }: { show: (name: string) => void; close: () => void }) {
  return (
    <form
      class="chooser"
      onSubmit={(event) => {
        event.preventDefault()
        const name = String(new FormData(event.currentTarget).get('name'))
        close()
        if (name) show(name)
      }}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <label>
        <span>Workspace</span>
        <input
          name="name"
          required
          pattern="[a-z0-9_\-]{1,64}"
          title="1 to 64 of a-z, 0-9, - and _"
          placeholder="its name"
          ref={(input) => input?.focus()}
        />
      </label>
      <button type="submit">Open</button>
    </form>
  )
}
