import { useEffect, useRef, useState } from 'preact/hooks'
import { call } from './api.ts'
import { useLive } from './live.ts'

export type Loaded<T> = { data: T | undefined; error: Error | undefined }

/**
 * Reads from the control plane, and again whenever something happened. What is shown stays until the new is there.
 * @param path nothing is read where there is none
 * @param pause how long to leave between two reads, in milliseconds, of what the server has to work for
 */
export function useLoad<T>(workspace: string, path: string | undefined, pause = 0): Loaded<T> {
  const { live, refused } = useLive()
  const [loaded, setLoaded] = useState<Loaded<T> & { of?: string }>({ data: undefined, error: undefined })
  const reads = useRef({ of: '', begun: 0, shown: 0, last: Number.NEGATIVE_INFINITY })
  const { calls, changes, controls, clock, own } = live
  const moment = [calls, changes, controls, clock?.now, clock?.frozen, own, refused].join(' ')
  const of = `${workspace} ${path}`

  useEffect(() => {
    if (path === undefined) return
    const { current } = reads
    if (current.of !== of) Object.assign(current, { of, last: Number.NEGATIVE_INFINITY })
    const read = () => {
      current.last = performance.now()
      current.begun += 1
      const number = current.begun
      /** What was asked for later and is there already is newer. */
      const show = (result: Loaded<T>) => {
        if (current.of !== of || number < current.shown) return
        current.shown = number
        setLoaded({ ...result, of })
      }
      call<T>(workspace, 'GET', path).then(
        (data) => show({ data, error: undefined }),
        (error) => show({ data: undefined, error })
      )
    }
    const timer = setTimeout(read, Math.max(0, current.last + pause - performance.now()))
    return () => clearTimeout(timer)
  }, [of, moment])
  return loaded.of === of ? loaded : { data: undefined, error: undefined }
}
