import { badRequest } from '../../errors.ts'

const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const
const words = { week: 'w', day: 'd', hour: 'h', minute: 'm', second: 's', millisecond: 'ms' } as const

const short = /^(\d+(?:[.,]\d+)?)(ms|[wdhms])$/
const inWords = /^(\d+(?:[.,]\d+)?) ?(week|day|hour|minute|second|millisecond)s?$/
const iso =
  /^P(?=[\dT])(?:([\d.,]+)W)?(?:([\d.,]+)D)?(?:T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?$/
/** ISO 8601 allows a fraction only in the last number. */
const numbers = /^([A-Z]+\d+)*([.,]\d+)?[A-Z]$/
const calendar = /^P[^T]*\d[YM]/

/**
 * A duration in whole milliseconds: ISO 8601 without years and months, which vary in length, or a number with a unit, such as `3d` or `3 days`.
 * @param name what the error message calls the text
 * @throws ApiError 400 if it is neither
 * @example milliseconds('P1DT2H') === milliseconds('26h')
 */
export function milliseconds(text: string, name = 'by'): number {
  const [, count, unit] = short.exec(text) ?? []
  if (count) return Math.round(value(count) * units[unit as keyof typeof units])
  const [, many, word] = inWords.exec(text) ?? []
  if (many) return Math.round(value(many) * units[words[word as keyof typeof words]])
  if (calendar.test(text)) {
    throw badRequest(`${name} is ${text}, wanted days or weeks: months and years have no fixed length`)
  }
  const parts = numbers.test(text) ? iso.exec(text)?.slice(1) : undefined
  if (!parts) throw badRequest(`${name} is ${text || "''"}, wanted ${DURATION}`)
  const each = [units.w, units.d, units.h, units.m, units.s]
  return Math.round(each.reduce((sum, unit, index) => sum + unit * value(parts[index] ?? '0'), 0))
}

/** What is wanted, in words. */
export const DURATION = 'a duration such as 3d, 90m or PT1H30M'

const value = (number: string) => Number(number.replace(',', '.'))
