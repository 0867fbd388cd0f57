import { escapeHtml, unescapeHtml } from './entities.ts'
import { linesOf } from './lines.ts'
import type { Email } from './schema.ts'

type Body = Email['body']

/** The visible text of a body. */
export const textOf = ({ text, html = '' }: Body): string => text ?? unescapeHtml(linesOf(html).join('\n'))

/** A text as part of an HTML page. */
export const htmlOf = ({ text = '', html }: Body): string =>
  html ?? escapeHtml(text).replaceAll('\n', '<br/>')
