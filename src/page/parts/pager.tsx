import { useState } from 'preact/hooks'

export type Pages = {
  after: string | undefined
  number: number
  forth: (next: string) => void
  back: () => void
}

/** The position in a list; another list starts at its first page. */
export function usePages(of: string): Pages {
  const [place, setPlace] = useState<{ of: string; cursors: string[] }>({ of, cursors: [] })
  const cursors = place.of === of ? place.cursors : []
  return {
    after: cursors.at(-1),
    number: cursors.length + 1,
    forth: (next) => setPlace({ of, cursors: [...cursors, next] }),
    back: () => setPlace({ of, cursors: cursors.slice(0, -1) })
  }
}

export function Pager({ pages, next }: { pages: Pages; next: string | undefined }) {
  if (pages.number === 1 && next === undefined) return null
  return (
    <div class="pager">
      <button type="button" disabled={pages.number === 1} onClick={pages.back}>
        Previous
      </button>
      <span class="muted">Page {pages.number}</span>
      <button
        type="button"
        disabled={next === undefined}
        onClick={() => next !== undefined && pages.forth(next)}
      >
        Next
      </button>
    </div>
  )
}
