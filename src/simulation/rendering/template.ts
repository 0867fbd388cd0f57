import { type Part, parse, type Tag } from './parse.ts'

/** What stands for each variable, by its bare name. */
export type Values = ReadonlyMap<string, string>

/** Names count in any case, without their spaces: `{{First Name}}` is `firstName`. */
export const bare = (name: string): string => name.replace(/\s+/g, '').toLowerCase()

/** Values may hold variables, whose values may, and so on: AI campaigns keep whole bodies in them. */
const DEPTH = 3

/** How long all values together may be, so that those which hold one another many times end. */
const LONGEST = 1_000_000

/**
 * The text with its variables filled in and its choices made.
 * @param fraction from 0 to below 1, decides the choice made at this place; places are counted from 0
 */
export function render(template: string, values: Values, fraction: (place: number) => number): string {
  let choices = 0
  let left = LONGEST

  const fill = (parts: Part[], depth: number): string =>
    parts.map((part) => (typeof part === 'string' ? part : replace(part, depth))).join('')

  function replace({ name, options }: Tag, depth: number): string {
    const key = bare(name)
    if (key === 'random') {
      const chosen = options[Math.floor(fraction(choices++) * options.length)]
      return chosen ? fill(chosen, depth).trim() : ''
    }
    const value = values.get(key)
    if (!value)
      return options
        .map((option) => fill(option, depth))
        .join('|')
        .trim()
    left -= value.length
    if (left < 0) return ''
    return depth < DEPTH ? fill(parse(value).parts, depth + 1) : value
  }

  return fill(parse(template).parts, 0)
}
