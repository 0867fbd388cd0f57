import type { World } from '../../world/world.ts'

/** The leads whose interest only a client may change. */
export const keptInterestTables = `
  CREATE TABLE leads_with_kept_interest (lead TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TRIGGER kept_interest_of_lead AFTER DELETE ON leads BEGIN
    DELETE FROM leads_with_kept_interest WHERE lead = old.id;
  END`

export const keptInterest = ({ sql }: World) => ({
  /** If not given, it stays as it was (a choice). */
  keepInterest(lead: string, isKept: boolean | undefined): void {
    if (isKept === undefined) return
    sql(
      isKept
        ? 'INSERT OR IGNORE INTO leads_with_kept_interest VALUES (?)'
        : 'DELETE FROM leads_with_kept_interest WHERE lead = ?'
    ).run(lead)
  },
  /** Whether replies leave the lead's interest unchanged (documented). */
  keepsInterest: (lead: string): boolean =>
    sql('SELECT 1 FROM leads_with_kept_interest WHERE lead = ?').get(lead) !== undefined
})
