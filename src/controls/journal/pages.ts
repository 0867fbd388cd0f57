import type { Call, Journal } from './engine.ts'

/** A page of a list, and what its next would be asked for with. */
type Page = { journal: Journal; call: Call; next: string }

/** Of clients that never read on, the latest pages are enough. */
const MOST_PAGES = 100

/** Keeps the pages of lists until their next ones are asked for, or cannot be any more. */
export function createPages() {
  let pages: Page[] = []
  const take = (isMeant: (page: Page) => boolean): Call[] => {
    const taken = pages.filter(isMeant)
    if (taken.length) pages = pages.filter((page) => !taken.includes(page))
    return taken.map(({ call }) => call)
  }
  return {
    /** The same page before, if its list was not read on meanwhile. */
    after(journal: Journal, call: Call): Call[] {
      if (pages.length) take((page) => page.journal === journal && asksFor(call, page.next))
      const before = take((page) => page.journal === journal && isSame(page.call, call))
      const next = nextIn(call)
      if (next !== undefined) pages = [...pages, { journal, call, next }].slice(-MOST_PAGES)
      return before
    },
    /** Those whose journal was cleared. */
    lost: () => take(({ journal, call }) => journal.last < call.number),
    /** All that are left. */
    end: () => take(() => true)
  }
}

const isSame = (a: Call, b: Call) => a.method === b.method && a.url === b.url && a.sent === b.sent

function asksFor({ url, sent }: Call, next: string): boolean {
  const [, query] = url.split('?')
  return (
    new URLSearchParams(query).get('starting_after') === next || Boolean(sent?.includes(JSON.stringify(next)))
  )
}

/** Read from the end of the answer: a page may be long, and each call waits for this. */
function nextIn({ answer }: Call): string | undefined {
  const [, next] =
    /"next_starting_after":("(?:[^"\\]|\\.)*")\}$/.exec(answer?.slice(-1000).toString() ?? '') ?? []
  return next && JSON.parse(next)
}
