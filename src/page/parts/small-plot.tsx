import type { DayOfCampaign } from '../figures.ts'
import { plural } from '../words.ts'

const DAY = 86_400_000
/** The latest days of the campaign, as many as fit. */
export const MOST_DAYS = 30
const [BAR, GAP, HEIGHT] = [4, 1, 24]
/** Replies are a narrower bar in front of what was sent. */
const widths = { sent: BAR, replies: BAR / 2 }

/** What a campaign sent each day, with what was answered. */
export function SmallPlot({ days }: { days: DayOfCampaign[] }) {
  const last = days.at(-1)?.date
  if (last === undefined) return null
  const most = Math.max(...days.map(({ sent, replies }) => Math.max(sent, replies)), 1)
  const sum = (kind: 'sent' | 'replies') => days.reduce((total, day) => total + day[kind], 0)
  const label = `By day: ${plural(sum('sent'), 'email')} sent, ${plural(sum('replies'), 'reply', 'replies')}`
  return (
    <svg
      class="small-plot"
      viewBox={`0 0 ${MOST_DAYS * (BAR + GAP)} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {days.flatMap(({ date, ...day }) => {
        const x = (MOST_DAYS - 1 - (Date.parse(last) - Date.parse(date)) / DAY) * (BAR + GAP)
        return (['sent', 'replies'] as const).map((kind) => {
          const height = day[kind] && Math.max((day[kind] / most) * HEIGHT, 2)
          return (
            <rect
              class={`colour-${kind}`}
              x={x + BAR - widths[kind]}
              y={HEIGHT - height}
              width={widths[kind]}
              height={height}
            >
              <title>{`${date}: ${plural(day.sent, 'email')} sent, ${plural(day.replies, 'reply', 'replies')}`}</title>
            </rect>
          )
        })
      })}
    </svg>
  )
}

/** What the bars of the small plots mean. */
export const SmallLegend = () => (
  <ul class="legend">
    <li>
      <span class="swatch colour-sent" /> Sent by day
    </li>
    <li>
      <span class="swatch colour-replies" /> Replied
    </li>
  </ul>
)
