/** `{{name | option | option}}`; each option may contain tags. */
export type Tag = { name: string; options: Part[][] }
export type Part = string | Tag

/** Limits nesting, so that any template can be rendered. */
const DEEPEST = 100

/** Of three braces the inner two belong to a tag: `{{{name}}|b}` is a text in braces. */
const token = /(\{\{(?!\{)|\}\}|\|)/

/** The texts and tags of a template. Unclosed tags and single braces are text. */
export function parse(template: string): { parts: Part[]; unclosed: number } {
  const parts: Part[] = []
  const open: Part[][][] = []
  const last = () => open.at(-1)?.at(-1) ?? parts

  for (const text of template.split(token)) {
    const tag = open.at(-1)
    if (text === '{{' && open.length < DEEPEST) open.push([[]])
    else if (text === '|' && tag) tag.push([])
    else if (text === '}}' && tag) {
      open.pop()
      last().push(closed(tag))
    } else if (text) last().push(text)
  }
  return { parts: [...parts, ...open.flatMap(asText)], unclosed: open.length }
}

function closed([name = [], ...options]: Part[][]): Tag {
  return { name: name.filter((part) => typeof part === 'string').join(''), options }
}

const asText = (tag: Part[][]): Part[] =>
  tag.flatMap((section, index) => [index === 0 ? '{{' : '|', ...section])
