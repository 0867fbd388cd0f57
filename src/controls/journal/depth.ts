/** Whether JSON text, malformed or not, is nested deeper than `most`; brackets in strings do not count. */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length && depth <= most; index += 1) {
    const mark = text[index]
    if (mark === '"') inString = !inString
    else if (inString && mark === '\\') index += 1
    else if (inString) continue
    else if (mark === '[' || mark === '{') depth += 1
    else if (mark === ']' || mark === '}') depth -= 1
  }
  return depth > most
}
