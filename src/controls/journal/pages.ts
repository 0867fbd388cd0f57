import type { Call, Journal } from './engine.ts'

/** A page of a list, and the parameters of the next page. */
type Page = { journal: Journal; call: Call; next: string }

/** For clients that never read on, keeping the latest pages is enough. */
const MOST_PAGES = 100

/** Keeps the pages of lists until their next pages are requested or can no longer be. */
export function createPages() {
  let pages: Page[] = []
  const take = (isMeant: (page: Page) => boolean): Call[] => {
    const taken = pages.filter(isMeant)
    if (taken.length) pages = pages.filter((page) => !taken.includes(page))
    return taken.map(({ call }) => call)
  }
  return {
    /** The previous request of the same page, if its next page was not requested since. */
    after(journal: Journal, call: Call): Call[] {
      if (pages.length) take((page) => page.journal === journal && asksFor(call, page.next))
      const before = take((page) => page.journal === journal && isSame(page.call, call))
      const next = nextIn(call)
      if (next !== undefined) pages = [...pages, { journal, call, next }].slice(-MOST_PAGES)
      return before
    },
    /** Removes and returns those of a cleared journal. */
    lost: () => take(({ journal, call }) => journal.last < call.number),
    /** All remaining pages. */
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

/** Searches from the end of the answer: a page may be long, and every call waits for this. */
function nextIn({ answer }: Call): string | undefined {
  const [, next] =
    /"next_starting_after":("(?:[^"\\]|\\.)*")\}$/.exec(answer?.slice(-1000).toString() ?? '') ?? []
  return next && JSON.parse(next)
}
