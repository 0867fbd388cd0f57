/** What analytics ask of the leads and labels. Told in full, as the types of those stores know of campaigns. */
export type AnalyticsNeighbours = {
  leads: {
    /** How many leads are in the campaigns; only those of a status, if one is given. */
    countIn(campaigns: string[], status?: number): number
    /** What the lead is worth by itself, if it tells a number. */
    worth(id: string): number | undefined
    /** The campaigns that hold a lead with exactly this email. */
    campaignsOf(email: string): string[]
  }
  leadLabels: {
    /** Whether a lead with this interest status is an opportunity. */
    isPositive(interest: number): boolean
  }
}
