export type Tone = 'good' | 'warn' | 'bad' | 'plain'

export const Pill = ({ tone, text }: { tone: Tone; text: string }) => (
  <span class={`pill ${tone}`}>{text}</span>
)

export function StatusPill({ status }: { status: number | null }) {
  if (status === null) return <Pill tone="bad" text="none" />
  const tone = status < 300 ? 'good' : status < 400 ? 'plain' : status < 500 ? 'warn' : 'bad'
  return <Pill tone={tone} text={String(status)} />
}

const campaignStatuses: Record<string, [Tone, string]> = {
  '0': ['plain', 'Draft'],
  '1': ['good', 'Active'],
  '2': ['warn', 'Paused'],
  '3': ['plain', 'Completed'],
  '4': ['good', 'Running subsequences'],
  '-99': ['bad', 'Account suspended'],
  '-1': ['bad', 'Accounts unhealthy'],
  '-2': ['bad', 'Bounce protect']
}

export function CampaignPill({ status }: { status: unknown }) {
  const [tone, text]: [Tone, string] = campaignStatuses[String(status)] ?? ['plain', `Status ${status}`]
  return <Pill tone={tone} text={text} />
}
