import { useEffect, useState } from 'preact/hooks'
import { call } from '../api.ts'
import { type Entity, nameOf } from '../entities.ts'
import { hrefTo } from '../route.ts'

/** A cache of emails: they rarely change, and a list asks for many. */
const known = new Map<string, Promise<string>>()

function nameFrom(workspace: string, id: string): Promise<string> {
  const key = `${workspace} ${id}`
  const name =
    known.get(key) ??
    call<Entity>(workspace, 'GET', `/entities/leads/${encodeURIComponent(id)}`).then(
      ({ email, ...lead }) => String(email ?? nameOf(lead)),
      () => id
    )
  known.set(key, name)
  return name
}

/** A lead's email, linked to the lead. */
export function LeadName({ workspace, id }: { workspace: string; id: string }) {
  const [name, setName] = useState(id)
  useEffect(() => {
    nameFrom(workspace, id).then(setName)
  }, [workspace, id])
  return <a href={hrefTo(workspace, 'data', 'leads', id)}>{name}</a>
}
