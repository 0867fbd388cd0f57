import type { ComponentChildren } from 'preact'

/** The kind of a JSON token, for its colour. */
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g

/** Longer texts are shown without colours. */
const MOST_COLOURED = 60_000

/** A value as indented JSON, rendered as text only. */
export function Json({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard
    <section class="json" tabIndex={0} aria-label={label}>
      <pre>{text.length > MOST_COLOURED || typeof value === 'string' ? text : coloured(text)}</pre>
    </section>
  )
}

function coloured(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = []
  let end = 0
  for (const match of text.matchAll(token)) {
    const [, string, colon, word] = match
    const kind = colon !== undefined ? 'key' : string !== undefined ? 'string' : word ? 'word' : 'number'
    const shown = string ?? match[0]
    parts.push(text.slice(end, match.index), <span class={kind}>{shown}</span>)
    end = match.index + shown.length
  }
  parts.push(text.slice(end))
  return parts
}
