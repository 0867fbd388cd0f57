import { conflict } from '../../errors.ts'
import type { BackgroundJobs } from './store.ts'

/** While leads are moved, none can be added to or removed from the source or target. The text is reported live. */
export function requireStill(
  jobs: Pick<BackgroundJobs, 'isRunning'>,
  ...places: (string | null | undefined)[]
): void {
  const named = places.filter((place) => typeof place === 'string')
  if (!named.length || !jobs.isRunning('move-leads', named)) return
  throw conflict(
    'There is a move-leads job in progress. You cannot add or remove leads from this campaign until the process is complete.'
  )
}
