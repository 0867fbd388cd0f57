import { randomInt } from 'node:crypto'

/**
 * How a property is run: always with the same values, so that a failure is seen again. PROPERTY_SEED tries others
 * (a number, or `random`); fast-check prints the seed and the smallest failing value.
 */
export const runs = (numRuns: number) => ({ numRuns, seed })

const given = process.env.PROPERTY_SEED
const seed = given === 'random' ? randomInt(2 ** 31) : Number(given ?? 20_260_115)
