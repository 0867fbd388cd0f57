import { useEffect, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

type Line = { name: string; kind: string; values: number[] }
type Options = { x: number[]; lines: Line[]; isShaded: (at: number) => boolean; label: string }

const HEIGHT = 220
const DAY = 86_400

/** Values by day: the first series as bars, the others as lines. */
export function Plot({ x, lines, isShaded, label }: Options) {
  const place = useRef<HTMLDivElement>(null)
  const scheme = useScheme()
  const data = JSON.stringify([x, lines, x.map(isShaded)])
  useEffect(() => {
    const { current } = place
    if (!current) return
    const plot = new uPlot(
      optionsOf(current, { x, lines, isShaded, label }),
      [x, ...lines.map(({ values }, index) => (index === 0 ? values.map(barOf) : values))],
      current
    )
    const observer = new ResizeObserver(() => plot.setSize({ width: current.clientWidth, height: HEIGHT }))
    observer.observe(current)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [data, scheme])
  return <div class="plot" ref={place} role="img" aria-label={label} />
}

/** A bar without height would be a dash on the axis. */
const barOf = (value: number) => value || null

/** Whether the colour scheme is dark; a canvas must be redrawn when it changes. */
function useScheme(): boolean {
  const query = matchMedia('(prefers-color-scheme: dark)')
  const [isDark, setDark] = useState(query.matches)
  useEffect(() => {
    const follow = () => setDark(query.matches)
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return isDark
}

function optionsOf(place: HTMLElement, { lines, isShaded }: Options): uPlot.Options {
  const [text, grid, shade] = ['muted', 'line', 'shade'].map((name) => colourOf(place, name))
  const axis = {
    stroke: text,
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
    font: '12px system-ui, sans-serif'
  }
  return {
    width: place.clientWidth,
    height: HEIGHT,
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { range: (_plot, least, most) => [least - 0.7 * DAY, most + 0.7 * DAY] },
      y: { range: (_plot, _least, most) => [0, Math.max(4, Math.ceil(most * 1.1))] }
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 30,
        space: 70,
        incrs: [1, 2, 7, 14, 28, 84, 364].map((days) => days * DAY),
        values: (_plot, ats) => ats.map(dayText)
      },
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000] }
    ],
    series: [
      { value: (_plot, at) => (at === null ? '' : dayText(at)) },
      ...lines.map((line, index) => seriesOf(place, line, index === 0))
    ],
    hooks: { drawClear: [(plot) => shadeDays(plot, isShaded, shade)] }
  }
}

function seriesOf(place: HTMLElement, { name, kind }: Line, isBars: boolean): uPlot.Series {
  const stroke = colourOf(place, kind)
  if (!isBars) return { label: name, stroke, width: 2, points: { size: 5, fill: stroke } }
  return {
    label: name,
    stroke,
    fill: colourOf(place, `${kind}-fill`),
    width: 1,
    paths: uPlot.paths.bars?.({ size: [0.6, 40] }),
    points: { show: false }
  }
}

const dayText = (at: number) =>
  new Date(at * 1000).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** The theme's colours in the form that the canvas needs. */
function colourOf(place: HTMLElement, name: string): string {
  const probe = document.createElement('i')
  probe.className = `colour-${name}`
  place.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

function shadeDays(
  { ctx, bbox, data: [days], valToPos }: uPlot,
  isShaded: (at: number) => boolean,
  shade: string | undefined
): void {
  ctx.save()
  ctx.fillStyle = shade ?? ''
  for (const at of days) {
    if (!isShaded(at)) continue
    const [left, right] = [at - DAY / 2, at + DAY / 2].map((edge) =>
      Math.min(Math.max(valToPos(edge, 'x', true), bbox.left), bbox.left + bbox.width)
    )
    if (left !== undefined && right !== undefined) ctx.fillRect(left, bbox.top, right - left, bbox.height)
  }
  ctx.restore()
}
