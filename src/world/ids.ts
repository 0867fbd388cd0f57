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
  /** Goes on as a source of this seed that has given out so many. */
  restart(seed: string, used: number): void
}

export function createIds(seed: string, used = 0): Ids {
  const bytes = () => hash('sha256', `${seed}/${used++}`, 'buffer').subarray(0, 16)
  return {
    v4: () => v4({ random: bytes() }),
    v7: (msecs) => v7({ random: bytes(), msecs, seq: used }),
    get used() {
      return used
    },
    restart(newSeed, newUsed) {
      seed = newSeed
      used = newUsed
    }
  }
}

/** For what must not be foreseen: keys, and the ids of a world that outlives the process. */
export const unpredictable = (): string => randomUUID()
