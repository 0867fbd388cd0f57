import { useState } from 'preact/hooks'
import { useAct } from '../action.tsx'
import type { Entity } from '../entities.ts'

const events = [
  ['open', 'Open it'],
  ['click', 'Follow a link'],
  ['auto_reply', 'Out of office'],
  ['unsubscribe', 'Unsubscribe'],
  ['bounce', 'Bounce']
] as const

/** Makes the lead react. */
export function Answer({ workspace, last }: { workspace: string; last: Entity }) {
  const act = useAct(workspace)
  const [text, setText] = useState('')
  const lead = String(last.lead ?? last.from_address_email)
  const send = async () => {
    const subject = String(last.subject)
    const email = {
      from: lead,
      to: last.eaccount,
      subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
      text,
      in_reply_to: last.id
    }
    if (await act('POST', '/inbound', email, `The answer of ${lead} has arrived`)) setText('')
  }
  const happen = (event: string, words: string) =>
    act('POST', '/events', { event, lead, campaign: last.campaign_id }, `${lead}: ${words.toLowerCase()}`)
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label>
        Answer as {lead}
        <textarea
          rows={4}
          required
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" class="primary">
          Let it arrive
        </button>
        {last.campaign_id !== undefined &&
          events.map(([event, words]) => (
            <button type="button" onClick={() => happen(event, words)}>
              {words}
            </button>
          ))}
      </div>
    </form>
  )
}
