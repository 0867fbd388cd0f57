import { useEffect, useRef, useState } from 'preact/hooks'
import { call } from './api.ts'
import { useLive } from './live.ts'

export type Loaded<T> = { data: T | undefined; error: Error | undefined }

/** For `/report`, which examines every call of the journal. */
export const REPORT_PAUSE = 5000

/**
 * Loads from the control plane, and again after every change. The old data stays on screen until the new arrives.
 * @param path nothing is loaded if undefined
 * @param pause the minimum interval between loads that are expensive for the server, in milliseconds
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
      /** Discards an answer if that of a later request has already arrived. */
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
