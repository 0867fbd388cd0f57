import type { DayFigures, Figures } from '../figures.ts'
import { Plot } from '../parts/plot.tsx'
import { Empty } from '../parts/shown.tsx'
import { numberText } from '../words.ts'

const DAY = 86_400
/** As many as the server names as open; a clock may have been set centuries ahead. */
const MOST_DAYS = 400
const MOST_TOLD = 30

const kinds = ['sent', 'opened', 'clicks', 'replies', 'bounced'] as const
const words = { sent: 'Sent', opened: 'Opened', clicks: 'Clicked', replies: 'Replied', bounced: 'Bounced' }

/** The events of each day, above the days on which the schedule is open. */
export function Days({ figures }: { figures: Figures }) {
  const days = figures.days.map((day) => ({ ...day, bounced: figures.bounced[String(day.date)] ?? 0 }))
  const filled = withEmptyDays(days)
  const open = new Set(figures.open)
  return (
    <section class="card">
      <div class="head">
        <h2>Day by day</h2>
        <span class="muted">UTC</span>
      </div>
      {filled.length === 0 ? (
        <Empty>No emails sent yet.</Empty>
      ) : (
        <>
          <Plot
            x={filled.map(({ at }) => at)}
            lines={kinds
              .filter((kind) => kind === 'sent' || sum(days, kind) > 0)
              .map((kind) => ({
                name: words[kind],
                kind,
                values: filled.map((day) => day[kind] ?? 0)
              }))}
            isShaded={(at) => open.has(dateOf(at))}
            label={`Emails by day: ${kinds.map((kind) => `${words[kind].toLowerCase()} ${numberText(sum(days, kind))}`).join(', ')}`}
          />
          <ul class="legend">
            {kinds.map((kind) => (
              <li>
                <span class={`swatch colour-${kind}`} /> {words[kind]}{' '}
                <strong>{numberText(sum(days, kind))}</strong>
              </li>
            ))}
            <li>
              <span class="swatch shaded colour-shade" /> Schedule open
            </li>
          </ul>
          <details>
            <summary>As a table</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
            <section class="beyond" tabIndex={0} aria-label="The latest days">
              <table class="small">
                <thead>
                  <tr>
                    <th scope="col">Day</th>
                    {kinds.map((kind) => (
                      <th scope="col">{words[kind]}</th>
                    ))}
                    <th scope="col">Schedule</th>
                  </tr>
                </thead>
                <tbody>
                  {days.slice(-MOST_TOLD).map((day) => (
                    <tr>
                      <th scope="row">{day.date}</th>
                      {kinds.map((kind) => (
                        <td>{numberText(day[kind] ?? 0)}</td>
                      ))}
                      <td>{open.has(String(day.date)) ? 'open' : 'closed'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        </>
      )}
    </section>
  )
}

const sum = (days: DayFigures[], kind: (typeof kinds)[number]) =>
  days.reduce((total, day) => total + (day[kind] ?? 0), 0)

type Day = DayFigures & { at: number }

/** The latest days, those without events included, in seconds since 1970. */
function withEmptyDays(days: DayFigures[]): Day[] {
  const known = new Map(days.map((day) => [Date.parse(String(day.date)) / 1000, day]))
  const instants = [...known.keys()].sort((a, b) => a - b)
  const [earliest, last] = [instants[0], instants.at(-1)]
  if (earliest === undefined || last === undefined) return []
  const first = Math.max(earliest, last - (MOST_DAYS - 1) * DAY)
  return Array.from({ length: (last - first) / DAY + 1 }, (_, index) => {
    const at = first + index * DAY
    return { ...known.get(at), at }
  })
}

const dateOf = (at: number) => new Date(at * 1000).toISOString().slice(0, 10)
