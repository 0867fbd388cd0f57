/** The answer of `GET /__admin/figures/<campaign>`. */
export type Figures = {
  steps: StepFigures[]
  days: DayFigures[]
  /** By date. */
  bounced: Record<string, number>
  /** The days on which a schedule is open. */
  open: string[]
  leads: Record<string, number>
}

export type StepFigures = {
  step: string | null
  variant: string | null
  sent: number
  unique_opened?: number
  unique_replies?: number
}

export type DayFigures = {
  date?: string
  sent?: number
  opened?: number
  replies?: number
  clicks?: number
  bounced?: number
}

/** The answer of `GET /__admin/figures`. */
export type Overview = { campaigns: CampaignFigures[] }

export type CampaignFigures = {
  id: string
  name: string
  status: number
  /** How many have each status. */
  leads: Record<string, number>
  sent: number
  replies: number
  days: DayOfCampaign[]
}

export type DayOfCampaign = { date: string; sent: number; replies: number; bounced: number }
