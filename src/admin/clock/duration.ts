const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const

const short = /^(\d+(?:\.\d+)?)(ms|[wdhms])$/
const iso = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * Whole milliseconds of a duration: ISO 8601 without years and months, whose lengths vary, or a number with a unit.
 * @returns undefined when it is neither
 * @example milliseconds('P1DT2H') === milliseconds('26h')
 */
export function milliseconds(text: string): number | undefined {
  const [, count, unit] = short.exec(text) ?? []
  if (count) return Math.round(Number(count) * units[unit as keyof typeof units])
  const parts = iso.exec(text)?.slice(1)
  if (!parts?.some((part) => part !== undefined)) return undefined
  const each = [units.w, units.d, units.h, units.m, units.s]
  return Math.round(each.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0))
}
