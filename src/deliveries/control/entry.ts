import type { JournalEntry } from '../../controls/journal/answers.ts'
import type { Expectation } from '../../controls/journal/schema.ts'
import type { DeliveryExpectation, DeliveryFace } from './schema.ts'

/** A delivery as a journal entry, so that deliveries are verified in the same way as calls. */
export const entryOf = ({ id, due, webhook, payload }: DeliveryFace): JournalEntry => ({
  number: id,
  time: due,
  operation_id: null,
  method: 'POST',
  path: String(payload.event_type),
  query: { webhook: webhook ?? '' },
  body: payload,
  status: 200,
  answer: null,
  error: null,
  duration_ms: 0,
  fault: null,
  unknown_fields: { body: [], query: [] }
})

export function expectationOf(expected: DeliveryExpectation): Expectation {
  const { event_type, lead_email, webhook, payload, ...counts } = expected
  const world = Object.entries({ event_type, lead_email }).filter(([, value]) => value !== undefined)
  const body = { ...payload, ...Object.fromEntries(world) }
  return {
    ...(Object.keys(body).length && { body }),
    ...(webhook !== undefined && { query: { webhook } }),
    ...counts
  }
}
