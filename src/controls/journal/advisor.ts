import type { FindCoerced } from '../../http/unknown-fields.ts'
import type { Report } from './answers.ts'
import { coercedFields } from './coerced.ts'
import type { Call, Journal } from './engine.ts'
import { createPages } from './pages.ts'
import { firstPages, notImplemented, unknownFields } from './report.ts'
import { hastyRetries } from './retries.ts'
import { answersTell, trapped } from './traps.ts'
import { type ViewServices, view } from './view.ts'

/** The report's advice during the run, each sentence once. */
export type Advisor = {
  /** The advice from one call; `body` is what its handler received. */
  after(journal: Journal, call: Call, body: unknown): string[]
  /** Advice about lists that were never read to the end, when a workspace is reset. */
  afterReset(): string[]
  /** Advice that is possible only after the last call. */
  atEnd(): string[]
}

/** Without a bound, a client with random field names would make this grow forever. */
const MOST_TOLD = 1000

/** How many calls back a retry is recognised. */
const RECENT = 50

export function createAdvisor(services: ViewServices & { findCoerced: FindCoerced }): Advisor {
  const told = new Set<string>()
  const pages = createPages()
  const seen = (call: Call) => view(call, services)
  // One at a time: what another workspace asked for does not count.
  const unread = (calls: Call[]) => calls.flatMap((call) => firstPages([seen(call)]))

  const once = (advice: Report['advice']): string[] =>
    advice
      .map(({ advice }) => advice)
      .filter((text) => {
        if (told.has(text) || told.size === MOST_TOLD) return false
        told.add(text)
        return true
      })

  const ofRetries = (journal: Journal, call: Call): Report['advice'] => {
    const recent = journal.recent(RECENT)
    const isRetry = recent.some(({ status, number }) => status === 429 && number < call.number)
    const hasty = isRetry ? hastyRetries(recent) : []
    const isSame = ({ operationId }: Call) => operationId === call.operationId
    return [
      ...hasty.filter(({ calls }) => calls.includes(call.number)),
      ...(call.status === 501 ? notImplemented(recent.filter(isSame).map(seen)) : [])
    ]
  }

  return {
    after(journal, call, body) {
      const entry = seen(answersTell(call) ? call : { ...call, answer: undefined })
      const isCoerced = !isPassedOn(entry.body, body)
      return once([
        ...trapped([entry]),
        ...unknownFields([entry]),
        ...(isCoerced ? coercedFields([call], services.findCoerced) : []),
        ...unread(pages.after(journal, call)),
        ...ofRetries(journal, call)
      ])
    },
    afterReset: () => once(unread(pages.lost())),
    atEnd: () => once(unread(pages.end()))
  }
}

/** Whether the handler received every value as sent: looking for coerced values costs more than most calls. */
function isPassedOn(sent: unknown, given: unknown): boolean {
  if (typeof sent !== 'object' || sent === null) return Object.is(sent, given)
  return Object.entries(sent).every(([name, value]) => isPassedOn(value, Object(given)[name]))
}
