import { useState } from 'preact/hooks'
import { useAct } from '../action.tsx'
import { type Entity, nameOf, type Resource } from '../entities.ts'
import { useLoad } from '../load.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Json } from '../parts/json.tsx'
import { Shown } from '../parts/shown.tsx'
import { go, hrefTo, type Route } from '../route.ts'
import { wordsOf } from '../words.ts'

type Options = { route: Route; resource: Resource; id: string }

/** One entity as JSON, to edit, delete or create. */
export function EntityView(options: Options) {
  const { route, resource, id } = options
  const list = hrefTo(route.workspace, 'data', resource.name)
  return (
    <>
      <p class="back">
        <a href={list}>{wordsOf(resource.name)}</a>
      </p>
      {id === 'new' ? <New {...options} /> : <Kept {...options} />}
    </>
  )
}

function New({ route: { workspace }, resource: { name, key, schema } }: Options) {
  const act = useAct(workspace)
  const required = (schema.required ?? []).filter((property) => !schema.properties?.[property]?.readOnly)
  const begin = Object.fromEntries(
    required.map((property) => [property, exampleOf(schema.properties?.[property])])
  )
  const save = async (entity: unknown) => {
    const made = await act<Entity>('PUT', `/entities/${name}`, entity, 'It is there')
    if (made) go(hrefTo(workspace, 'data', name, String(made[key])))
  }
  return (
    <>
      <h1>New in {wordsOf(name).toLowerCase()}</h1>
      <p class="muted">
        Generated values, such as ids and timestamps, are optional. The rules of the API do not apply here.
      </p>
      <Editor value={begin} label="Entity" save={save} />
    </>
  )
}

const exampleOf = (property: object | undefined) => Object(Object(property).examples)[0] ?? null

function Kept({ route: { workspace }, resource: { name, key }, id }: Options) {
  const path = `/entities/${name}/${encodeURIComponent(id)}`
  const loaded = useLoad<Entity>(workspace, path)
  const act = useAct(workspace)
  const [isEditing, setEditing] = useState(false)
  const remove = async () => {
    if (await act('DELETE', path, undefined, 'The entity is removed')) go(hrefTo(workspace, 'data', name))
  }
  return (
    <Shown loaded={loaded}>
      {(entity) => (
        <>
          <div class="head">
            <h1>{nameOf(entity, key)}</h1>
            <span class="buttons">
              <button type="button" onClick={() => setEditing(!isEditing)}>
                {isEditing ? 'Cancel' : 'Edit'}
              </button>
              <Confirm label="Remove" question="Remove it?" act={remove} />
            </span>
          </div>
          {isEditing ? (
            <Editor
              value={entity}
              label="Entity"
              save={async (changed) => {
                if (await act('PUT', `/entities/${name}`, changed, 'The entity is changed')) setEditing(false)
              }}
            />
          ) : (
            <Json value={entity} label="Entity" />
          )}
        </>
      )}
    </Shown>
  )
}

type EditorOptions = { value: unknown; label: string; save: (value: unknown) => void }

export function Editor({ value, label, save }: EditorOptions) {
  const [text, setText] = useState(JSON.stringify(value, null, 2))
  const [mistake, setMistake] = useState('')
  const submit = () => {
    try {
      save(JSON.parse(text))
      setMistake('')
    } catch (error) {
      setMistake(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label>
        {label}, as JSON
        <textarea
          rows={Math.min(30, Math.max(8, text.split('\n').length + 1))}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {mistake && (
        <p class="bad-text" role="alert">
          {mistake}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary">
          Save
        </button>
      </div>
    </form>
  )
}
