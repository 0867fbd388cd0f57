/** The answer of `GET /__admin/figures/<campaign>`. */
export type Figures = {
  steps: StepFigures[]
  days: DayFigures[]
  leads: Record<string, number>
}

export type StepFigures = {
  step: string | null
  variant: string | null
  sent: number
  unique_opened?: number
  unique_replies?: number
}

export type DayFigures = { date?: string; sent?: number; opened?: number; replies?: number; clicks?: number }

export type CampaignFigures = {
  campaign_id: string
  leads_count: number
  completed_count: number
  emails_sent_count: number
  reply_count: number
}
