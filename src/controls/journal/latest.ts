import { Type } from 'typebox'
import { JournalEntry } from './answers.ts'
import type { Call } from './engine.ts'

const MOST = 200

export const LatestQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST,
        description: 'How many at most; 50 by default.',
        examples: [50]
      })
    ),
    before: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Only calls before the one of this number.', examples: [120] })
    ),
    operation_id: Type.Optional(
      Type.String({ description: 'Only calls of this operation.', examples: ['createCampaign'] })
    ),
    status: Type.Optional(
      Type.String({
        pattern: '^([1-5]xx|[1-5]\\d\\d|failed)$',
        description:
          'Only calls with this answer: a status, a class such as `4xx`, or `failed` for 400 and above or none at all.',
        examples: ['4xx']
      })
    ),
    text: Type.Optional(
      Type.String({
        description: 'A text in the path, the body or the answer, ignoring case.',
        examples: ['spring']
      })
    )
  },
  { additionalProperties: false }
)
export type Latest = Type.Static<typeof LatestQuery>

const Line = Type.Omit(JournalEntry, ['body', 'answer', 'query'])

export const LatestPage = Type.Object(
  {
    entries: Type.Array(Line, { description: 'The calls, newest first.' }),
    next_before: Type.Optional(
      Type.Integer({ description: 'The `before` of the next page; absent on the last.', examples: [70] })
    )
  },
  { description: 'The newest calls.' }
)

/** The newest matching calls, newest first, and whether there are more; the search stops as soon as this is known. */
export function latest(calls: readonly Call[], { limit = 50, before = Infinity, ...criteria }: Latest) {
  const found: Call[] = []
  for (const call of calls.toReversed()) {
    if (call.number >= before || !isMeant(call, criteria)) continue
    if (found.length === limit) return { calls: found, more: true }
    found.push(call)
  }
  return { calls: found, more: false }
}

function isMeant(call: Call, { operation_id, status, text }: Latest): boolean {
  if (operation_id && call.operationId !== operation_id) return false
  if (status && !hasStatus(call.status, status)) return false
  if (!text) return true
  const wanted = text.toLowerCase()
  return [call.url, call.sent ?? '', call.answer ?? ''].some((part) =>
    part.toString().toLowerCase().includes(wanted)
  )
}

function hasStatus(found: number | undefined, wanted: string): boolean {
  if (wanted === 'failed') return found === undefined || found >= 400
  return wanted.endsWith('xx') ? String(found).startsWith(wanted.slice(0, 1)) : String(found) === wanted
}
