/** Keywords of replies (a choice); the first match counts. */
const builtIn: readonly [label: string, words: readonly string[]][] = [
  ['Out of Office', ['out of office', 'vacation', 'on leave']],
  ['Not Interested', ['not interested', 'unsubscribe', 'remove me', 'stop']],
  ['Wrong Person', ['wrong person', 'not the right']],
  ['Meeting Booked', ['booked', 'scheduled']],
  ['Interested', ['interested', 'call', 'meeting', 'sounds good', 'tell me more']]
]

/** The label that matches a reply: one of the given ones, by name, or a built-in one. */
export function replyLabel(reply: string, labels: readonly string[]): string {
  const text = reply.toLowerCase()
  const occurs = (words: string) => text.includes(words.toLowerCase())
  return labels.find(occurs) ?? builtIn.find(([, words]) => words.some(occurs))?.[0] ?? 'Lead'
}
