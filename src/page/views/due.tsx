import { useAct } from '../action.tsx'
import { useLoad } from '../load.ts'
import { useClock } from '../parts/clock.tsx'
import { Empty, Shown } from '../parts/shown.tsx'
import { fromNow, plural, timeText, wordsOf } from '../words.ts'

type Work = { task: string; argument: string; due: string }
type Due = { held: string[]; items: Work[] }

const MOST_SHOWN = 6

/** Scheduled work. */
export function DueList({ workspace }: { workspace: string }) {
  const loaded = useLoad<Due>(workspace, '/due')
  const clock = useClock(workspace)
  const act = useAct(workspace)
  return (
    <section class="card">
      <h2>Due next</h2>
      <Shown loaded={loaded}>
        {({ items, held }) =>
          items.length === 0 ? (
            <Empty>Nothing is due.</Empty>
          ) : (
            <>
              <ul class="lines">
                {items.slice(0, MOST_SHOWN).map((work) => (
                  <li key={`${work.task} ${work.argument}`}>
                    <span>
                      {wordsOf(work.task)}
                      {about(work) && <span class="sub">{about(work)}</span>}
                      <span class="sub" title={timeText(work.due)}>
                        {clock && fromNow(work.due, clock.now)}
                        {held.some((task) => task === '*' || task === work.task) && ', held back'}
                      </span>
                    </span>
                    <button
                      type="button"
                      onClick={() => act('POST', '/due/run', named(work), 'The work is done')}
                    >
                      Run now
                    </button>
                  </li>
                ))}
              </ul>
              {items.length > MOST_SHOWN && (
                <p class="hint">and {plural(items.length - MOST_SHOWN, 'more', 'more')}</p>
              )}
            </>
          )
        }
      </Shown>
    </section>
  )
}

/** An id, or the event that was planted; other arguments are whole lists of what is left to do. */
function about({ task, argument }: Work): string | undefined {
  if (task !== 'planted_event') return argument.length < 50 ? argument : undefined
  const { event }: { event: string } = JSON.parse(argument.slice(argument.indexOf(' ')))
  return wordsOf(event)
}

const named = ({ task, argument }: Work) => ({ task, argument })
