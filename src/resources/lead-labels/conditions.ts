/** The number in the column is that of a label that says this about a lead. */
export const isLabelled = (column: string, says: 'positive' | 'negative'): string =>
  `${column} IN (SELECT interest_status FROM lead_labels WHERE interest_status_label = '${says}')`
