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
