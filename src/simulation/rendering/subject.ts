/** A blank subject goes on with the thread: `last` is the subject of its last email. */
export function subjectOf(rendered: string, last: string | undefined): string {
  if (rendered.trim() || last === undefined) return rendered
  return replyTo(last)
}

/** One `Re: ` is enough for a whole thread. */
export const replyTo = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`)
