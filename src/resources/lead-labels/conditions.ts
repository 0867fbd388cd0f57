/** The number in the column is that of a label with this meaning. */
export const isLabelled = (column: string, says: 'positive' | 'negative'): string =>
  `${column} IN (SELECT interest_status FROM lead_labels WHERE interest_status_label = '${says}')`
