import { escapeHtml } from './entities.ts'

/** Recorded: the HTML of an email that was sent by hand as text. */
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

/** Recorded: the `Message-ID` of an email that was sent by hand; the id in it is of version 7. */
export const messageIdByHand = (id: string, account: string): string =>
  `<ins-u-1-${id}@${account.split('@')[1]}>`
