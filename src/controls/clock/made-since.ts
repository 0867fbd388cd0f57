import type { Made } from './schema.ts'

/** The deliveries made between two counts; undefined if there were none and none are waiting. */
export function madeSince(before: Made, now: Made): Made | undefined {
  const { waiting } = now
  const made = { delivered: now.delivered - before.delivered, failed: now.failed - before.failed, waiting }
  return Object.values(made).some((count) => count > 0) ? made : undefined
}
