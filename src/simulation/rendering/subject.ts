/** A blank subject continues the thread: `last` is the subject of its last email. */
export function subjectOf(rendered: string, last: () => string | undefined): string {
  if (rendered.trim()) return rendered
  const subject = last()
  return subject === undefined ? rendered : replyTo(subject)
}

/** A thread has only one `Re: `. */
export const replyTo = (subject: string): string => (/^re:/i.test(subject) ? subject : `Re: ${subject}`)
