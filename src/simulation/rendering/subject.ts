/** A blank subject goes on with the thread: `last` is the subject of its last email. */
export function subjectOf(rendered: string, last: () => string | undefined): string {
  if (rendered.trim()) return rendered
  const subject = last()
  return subject === undefined ? rendered : replyTo(subject)
}

/** One `Re: ` is enough for a whole thread. */
export const replyTo = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`)
