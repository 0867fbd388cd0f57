/** A text escaped for HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The ampersand is the last, so that nothing is taken for an entity that was not one. */
const characters = [
  ['&nbsp;', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&']
] as const

/** The text that HTML shows, as far as the usual entities go. */
export const unescapeHtml = (html: string): string =>
  characters.reduce((text, [entity, character]) => text.replaceAll(entity, character), html)
