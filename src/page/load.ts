import { useEffect, useState } from 'preact/hooks'
import { call } from './api.ts'
import { useLive } from './live.ts'

export type Loaded<T> = { data: T | undefined; error: Error | undefined }

/**
 * Reads from the control plane, and again whenever something happened. What is shown stays until the new is there.
 * @param path nothing is read where there is none
 */
export function useLoad<T>(workspace: string, path: string | undefined): Loaded<T> {
  const { live, refused } = useLive()
  const [loaded, setLoaded] = useState<Loaded<T> & { of?: string }>({ data: undefined, error: undefined })
  const { calls, changes, controls, clock, own } = live
  const moment = [calls, changes, controls, clock?.now, clock?.frozen, own, refused].join(' ')
  const of = `${workspace} ${path}`

  useEffect(() => {
    if (path === undefined) return
    let isWanted = true
    call<T>(workspace, 'GET', path).then(
      (data) => isWanted && setLoaded({ data, error: undefined, of }),
      (error) => isWanted && setLoaded({ data: undefined, error, of })
    )
    return () => {
      isWanted = false
    }
  }, [of, moment])
  return loaded.of === of ? loaded : { data: undefined, error: undefined }
}
