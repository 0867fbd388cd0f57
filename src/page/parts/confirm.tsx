import { useState } from 'preact/hooks'

/** A button that asks for confirmation in place. */
export function Confirm({ label, question, act }: { label: string; question: string; act: () => void }) {
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) {
    return (
      <button type="button" onClick={() => setAsking(true)}>
        {label}
      </button>
    )
  }
  return (
    <span class="buttons">
      <button
        type="button"
        class="danger"
        ref={(button) => button?.focus()}
        onClick={() => {
          setAsking(false)
          act()
        }}
        onKeyDown={({ key }) => key === 'Escape' && setAsking(false)}
      >
        {question}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        No
      </button>
    </span>
  )
}
