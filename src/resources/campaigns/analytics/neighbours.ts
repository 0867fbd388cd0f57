/** What analytics need from leads and labels. Written out, because the types of those stores depend on campaigns. */
export type AnalyticsNeighbours = {
  leads: {
    /** The number of leads in the campaigns, optionally only those with a status. */
    countIn(campaigns: string[], status?: number): number
    /** The lead's own value, if it has a numeric one. */
    worth(id: string): number | undefined
    /** The campaigns that contain a lead with exactly this email. */
    campaignsOf(email: string): string[]
  }
  leadLabels: {
    /** Whether a lead with this interest status is an opportunity. */
    isPositive(interest: number): boolean
  }
}
