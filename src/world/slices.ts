import { setImmediate } from 'node:timers'

/** The longest that other workspaces wait for a slice of long work, in real milliseconds. */
export const SLICE = 10

/** Lets what came meanwhile be served. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
