/** A text escaped for HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The ampersand comes last, so that no replacement is decoded again. */
const characters = [
  ['&nbsp;', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&']
] as const

/** HTML as plain text, with common entities decoded. */
export const unescapeHtml = (html: string): string =>
  characters.reduce((text, [entity, character]) => text.replaceAll(entity, character), html)
