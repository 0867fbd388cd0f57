import { hash, randomUUID } from 'node:crypto'
import { v4, v5, v7 } from 'uuid'

/** The only source of randomness. The same seed gives the same ids in the same order. */
export type Ids = {
  /** A random id: campaigns, custom tags. */
  v4(): string
  /** An id that sorts by its creation time, given in milliseconds: tag mappings. */
  v7(milliseconds: number): string
  /** 24 hexadecimal digits, the first eight for the second, the last six a counter: background jobs. */
  objectId(milliseconds: number): string
  /** A number in [0, 1) that depends only on the key and the world's seed, not on the order of calls. */
  fraction(key: string): number
  /** An id for that time, determined by the key and the world's stored seed; ids of the same time sort by the number. */
  named(key: string, milliseconds: number, number: number): string
  /** The number of ids issued; stored with a world's image so that none is issued twice. */
  readonly used: number
  /** Issues the same ids again from here, after what they were for was rolled back. */
  rewind(used: number): void
  /** Continues as a source of this seed that has issued `used` ids; fractions use the stored seed, if it differs. */
  restart(seed: string, used: number, stored?: string): void
}

/** The number of different fractions: twelve hexadecimal digits. */
const FRACTIONS = 16 ** 12

export function createIds(seed: string, used = 0, stored = seed): Ids {
  const bytes = () => hash('sha256', `${seed}/${used++}`, 'buffer').subarray(0, 16)
  return {
    v4: () => v4({ random: bytes() }),
    v7: (msecs) => v7({ random: bytes(), msecs, seq: used }),
    objectId(milliseconds) {
      const second = (Math.floor(milliseconds / 1000) >>> 0).toString(16).padStart(8, '0')
      const count = (used++ % 16 ** 6).toString(16).padStart(6, '0')
      return second + hash('sha256', seed).slice(0, 10) + count
    },
    fraction: (key) => Number.parseInt(hash('sha256', `${stored}#${key}`).slice(0, 12), 16) / FRACTIONS,
    named: (key, msecs, seq) =>
      v7({ random: hash('sha256', `${stored}#${key}`, 'buffer').subarray(0, 16), msecs, seq }),
    get used() {
      return used
    },
    rewind(before) {
      used = before
    },
    restart(newSeed, newUsed, newStored = newSeed) {
      seed = newSeed
      used = newUsed
      stored = newStored
    }
  }
}

/** Always the same for one workspace. */
export const ownerOf = (organization: string): string => v5('owner', organization)

/** For what must be unpredictable: keys, and the ids of a world that outlives the process. */
export const unpredictable = (): string => randomUUID()

/** The instant in an id: of a v7 UUID to the millisecond, of a job's id to the second; '' for any other. */
export function instantOfId(id: string): string {
  const hex = id.replaceAll('-', '')
  if (/^[0-9a-f]{12}7[0-9a-f]{19}$/i.test(hex))
    return new Date(Number.parseInt(hex.slice(0, 12), 16)).toISOString()
  if (/^[0-9a-f]{24}$/i.test(hex)) return new Date(Number.parseInt(hex.slice(0, 8), 16) * 1000).toISOString()
  return ''
}
