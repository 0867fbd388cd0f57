import { linesOf } from '../../resources/emails/lines.ts'

/** Of emails without formatting: no tag but breaks. */
export const textOnly = (html: string): string => linesOf(html).join('<br />')
