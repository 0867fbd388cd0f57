/** What is not part of the text, with all that it holds; where it is not closed, it goes on to the end. */
const hidden = /<!--.*?(?:-->|$)|<(head|style|script)\b.*?(?:<\/\1\s*>|$)/gis
/** A block ends a line; a break that is the last of its block adds none. */
const lineEnd = /(?:<br\b[^<>]*>\s*)?<\/(?:p|div|li|tr|h[1-6]|blockquote)\s*>|<br\b[^<>]*>/gi
const tag = /<[/!]?[a-z][^<>]*>/gi

/** The lines that the HTML shows, without its tags; entities stay as they are. */
export const linesOf = (html: string): string[] =>
  html
    .replace(hidden, '')
    .replace(/\s+/g, ' ')
    .replace(lineEnd, '\n')
    .replace(tag, '')
    .trim()
    .split('\n')
    .map((line) => line.trim())
