import { linesOf } from '../../resources/emails/lines.ts'

/** For emails without formatting: keeps only line breaks. */
export const textOnly = (html: string): string => linesOf(html).join('<br />')
