import type { Server } from './servers.ts'

/** All figures of a server; those with the same name are from different rounds. */
export type Figures = Map<string, number[]>

export const middle = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** Ratios to the floor first, then the figures with their spread. */
export function table(results: Map<Server, Figures>): string {
  const all = [...results]
  const floor = all.find(([{ name }]) => name === 'bare Fastify')?.[1]
  const names = [...(all[0]?.[1].keys() ?? [])]
  const cell = (figures: Figures, name: string): string => {
    const values = figures.get(name)
    if (!values) return '–'
    const ratio = middle(values) / middle(floor?.get(name) ?? [])
    const spread = `${rounded(Math.min(...values))}–${rounded(Math.max(...values))}`
    const shown = `${rounded(middle(values))} (${spread})`
    return Number.isFinite(ratio) ? `**${ratio.toFixed(2)}** ${shown}` : shown
  }
  const unit = (name: string) => {
    if (name === 'start') return 'start to first answer, ms'
    return name.endsWith('CPU') ? `${name}, µs` : `${name}, per second`
  }
  return [
    `| | ${all.map(([{ name }]) => name).join(' | ')} |`,
    `| --- | ${all.map(() => '---').join(' | ')} |`,
    ...names.map((name) => `| ${unit(name)} | ${all.map(([, figures]) => cell(figures, name)).join(' | ')} |`)
  ].join('\n')
}

/** Milliseconds by the number of campaigns in the seed. */
export function worldsTable(worlds: Record<string, number>[]): string {
  const names = Object.keys(worlds[0] ?? {}).filter((name) => name !== 'size')
  return [
    `| Worlds, in ms, by number of campaigns | ${worlds.map(({ size }) => size).join(' | ')} |`,
    `| --- | ${worlds.map(() => '---:').join(' | ')} |`,
    ...names.map(
      (name) =>
        `| ${name.replaceAll('_', ' ')} | ${worlds.map((world) => (world[name] ?? 0).toFixed(3)).join(' | ')} |`
    )
  ].join('\n')
}
