import { escapeHtml } from './entities.ts'

/** Recorded: the HTML of an email that was sent manually as text. */
export const pageOf = (subject: string, text: string): string =>
  `<!DOCTYPE html>
<html>
  <head>
    <meta charset="UTF-8">
    <title>${escapeHtml(subject)}</title>
  </head>
  <body>
  ${escapeHtml(text)}</body>
</html>`

/** Recorded: the `Message-ID` of an email sent manually; the id in it is of version 7. */
export const messageIdByHand = (id: string, account: string): string =>
  `<ins-u-1-${id}@${account.split('@')[1]}>`
