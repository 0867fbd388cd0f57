/** Whether the text matches the pattern, ignoring case; `*` matches any characters. */
export function isLike(pattern: string, text: string): boolean {
  const [start = '', ...pieces] = pattern.toLowerCase().split('*')
  const whole = text.toLowerCase()
  const end = pieces.pop()
  if (end === undefined) return whole === start
  if (!whole.startsWith(start)) return false
  let done = start.length
  for (const piece of pieces) {
    const found = whole.indexOf(piece, done)
    if (found === -1) return false
    done = found + piece.length
  }
  return whole.length >= done + end.length && whole.endsWith(end)
}
