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

export type CampaignFigures = {
  campaign_id: string
  leads_count: number
  completed_count: number
  emails_sent_count: number
  reply_count: number
}

/** What `GET /__admin/figures` answers. */
export type AllFigures = { campaigns: CampaignFigures[]; days: DayOfCampaign[] }

export type DayOfCampaign = { campaign: string; date: string; sent: number; replies: number; bounced: number }
