import { type Part, parse, type Tag } from './parse.ts'

/** The value of each variable, by its normalised name. */
export type Values = ReadonlyMap<string, string>

/** Ignores case and spaces: `{{First Name}}` is `firstName`. */
export const bare = (name: string): string => name.replace(/\s+/g, '').toLowerCase()

/** The depth of variables within values: AI campaigns keep whole bodies in variables. */
const DEPTH = 3

/** The maximum length of all values together: values that contain each other repeatedly could grow without bound. */
const LONGEST = 1_000_000

/**
 * The text with variables filled in and choices made.
 * @param fraction a number in [0, 1) that decides the choice at this place; places count from 0
 * @param broken called if a tag is not closed
 */
export function render(
  template: string,
  values: Values,
  fraction: (place: number) => number,
  broken = () => {}
): string {
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

  const { parts, unclosed } = parse(template)
  if (unclosed) broken()
  return fill(parts, 0)
}
