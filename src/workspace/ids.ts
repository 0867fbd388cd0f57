import { hash, randomUUID } from 'node:crypto'
import { v4, v7 } from 'uuid'

/** The only source of chance. The same seed gives the same ids in the same order. */
export type Ids = {
  /** A random id: campaigns, custom tags. */
  v4(): string
  /** An id that sorts by the time it was made, given in milliseconds: tag mappings. */
  v7(milliseconds: number): string
  /** How many ids were given out; kept with a world's image so that none is given twice. */
  readonly used: number
}

export function createIds(seed: string, used = 0): Ids {
  const bytes = () => hash('sha256', `${seed}/${used++}`, 'buffer').subarray(0, 16)
  return {
    v4: () => v4({ random: bytes() }),
    v7: (msecs) => v7({ random: bytes(), msecs, seq: used }),
    get used() {
      return used
    }
  }
}

/** For a world that outlives the process, which cannot know how many ids it gave out before. */
export const unpredictableSeed = (): string => randomUUID()
