import type { DayOfCampaign } from '../figures.ts'
import { plural } from '../words.ts'

const DAY = 86_400_000
/** The latest days of the campaign, as many as fit. */
export const MOST_DAYS = 30
const [BAR, GAP, HEIGHT] = [4, 1, 24]
/** Narrow bars in front of what was sent: bounces on the left, replies on the right. */
const bars = {
  sent: { left: 0, width: BAR },
  bounced: { left: 0, width: BAR / 2 },
  replies: { left: BAR / 2, width: BAR / 2 }
}
const kinds = ['sent', 'bounced', 'replies'] as const

/** What a campaign sent each day, and what came back. */
export function SmallPlot({ days }: { days: DayOfCampaign[] }) {
  const last = days.at(-1)?.date
  if (last === undefined) return null
  const most = Math.max(...days.flatMap((day) => kinds.map((kind) => day[kind])), 1)
  const sum = (kind: (typeof kinds)[number]) => days.reduce((total, day) => total + day[kind], 0)
  const label = `By day: ${textOf({ sent: sum('sent'), replies: sum('replies'), bounced: sum('bounced') })}`
  return (
    <svg
      class="small-plot"
      viewBox={`0 0 ${MOST_DAYS * (BAR + GAP)} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {days.flatMap(({ date, ...day }) => {
        const x = (MOST_DAYS - 1 - (Date.parse(last) - Date.parse(date)) / DAY) * (BAR + GAP)
        return kinds.map((kind) => {
          const height = day[kind] && Math.max((day[kind] / most) * HEIGHT, 2)
          return (
            <rect
              class={`colour-${kind}`}
              x={x + bars[kind].left}
              y={HEIGHT - height}
              width={bars[kind].width}
              height={height}
            >
              <title>{`${date}: ${textOf(day)}`}</title>
            </rect>
          )
        })
      })}
    </svg>
  )
}

const textOf = ({ sent, replies, bounced }: Omit<DayOfCampaign, 'date'>) =>
  `${plural(sent, 'email')} sent, ${plural(replies, 'reply', 'replies')}, ${plural(bounced, 'bounce')}`

/** What the bars of the small plots mean. */
export const SmallLegend = () => (
  <ul class="legend">
    <li>
      <span class="swatch colour-sent" /> Sent by day
    </li>
    <li>
      <span class="swatch colour-replies" /> Replied
    </li>
    <li>
      <span class="swatch colour-bounced" /> Bounced
    </li>
  </ul>
)
