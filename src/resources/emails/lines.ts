/** Elements that are not text, with their content; an unclosed one extends to the end. */
const hidden = /<!--.*?(?:-->|$)|<(head|style|script)\b.*?(?:<\/\1\s*>|$)/gis
/** A block ends a line; a break at the end of its block adds none. */
const lineEnd = /(?:<br\b[^<>]*>\s*)?<\/(?:p|div|li|tr|h[1-6]|blockquote)\s*>|<br\b[^<>]*>/gi
const tag = /<[/!]?[a-z][^<>]*>/gi

/** The visible lines of the HTML, without tags; entities stay encoded. */
export const linesOf = (html: string): string[] =>
  html
    .replace(hidden, '')
    .replace(/\s+/g, ' ')
    .replace(lineEnd, '\n')
    .replace(tag, '')
    .trim()
    .split('\n')
    .map((line) => line.trim())
