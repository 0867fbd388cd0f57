import type { PlannedEvent } from './schema.ts'

/** A share of all emails, and the reactions to them. */
type Part = { share: number; do: readonly PlannedEvent[] }

const opened: PlannedEvent = { event: 'open', after: { between: ['2m', '1h'] } }
const reply = (interest: number, text: string): PlannedEvent[] => [
  opened,
  { event: 'reply', after: { between: ['1h', '2d'] }, text, interest }
]

/** 40 % of emails are opened and 5 % answered, as senders of cold email report. */
const typical: Part[] = [
  { share: 0.02, do: [{ event: 'bounce', after: { between: ['10s', '5m'] } }] },
  {
    share: 0.015,
    do: [
      { event: 'auto_reply', after: { between: ['1m', '10m'] }, text: 'I am out of the office until Monday.' }
    ]
  },
  { share: 0.02, do: reply(1, 'This sounds interesting. Can you tell me more?') },
  { share: 0.02, do: reply(-1, 'Thank you, but we are not interested.') },
  { share: 0.005, do: reply(-2, 'I am not the right person for this.') },
  { share: 0.005, do: reply(2, 'Gladly. Does Thursday at ten suit you?') },
  { share: 0.005, do: [opened, { event: 'unsubscribe', after: { between: ['1h', '8h'] } }] },
  { share: 0.04, do: [opened, { event: 'click', after: { between: ['1h', '8h'] } }] },
  { share: 0.305, do: [{ event: 'open', after: { between: ['2m', '1d'] } }] }
]

/**
 * The parts draw one number for an email, and the first with a greater share reacts: each share includes those of the
 * parts before it.
 */
function inTurn(parts: readonly Part[]): Part[] {
  let before = 0
  return parts.map((part) => {
    before += part.share
    return { ...part, share: before }
  })
}

export const profiles = { typical: inTurn(typical) }
