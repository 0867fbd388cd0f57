/** An SQL condition and the values for its `?`s. */
export type Condition = readonly [sql: string, ...values: unknown[]]

/** Conditions that must all hold. Falsy ones are left out, so that `search && [...]` works. */
export type Filters = readonly (Condition | undefined | false | '')[]

/** The WHERE clause of the filters, empty if there are none, and its values. */
export function where(filters: Filters): { where: string; values: unknown[] } {
  const used = filters.filter((filter) => !!filter)
  return {
    where: used.length ? `WHERE ${used.map(([sql]) => `(${sql})`).join(' AND ')}` : '',
    values: used.flatMap(([, ...values]) => values)
  }
}

type Value = string | number | boolean | undefined

const isGiven = (value: Value) => value !== undefined && value !== ''

/** An empty query parameter counts as missing. */
export const equals = (column: string, value: Value): Condition | undefined =>
  isGiven(value) ? [`${column} = ?`, typeof value === 'boolean' ? Number(value) : value] : undefined

export const differs = (column: string, value: Value): Condition | undefined =>
  isGiven(value) ? [`${column} <> ?`, value] : undefined

/** The column contains the text, ignoring case. */
export const contains = (column: string, text: string | undefined): Condition | undefined =>
  text ? [`contains(${column}, ?)`, text] : undefined

/** The column is one of the values; never of an empty list. */
export const isAmong = (
  column: string,
  values: readonly (string | number)[] | undefined
): Condition | undefined =>
  values && [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]

export const isNotAmong = (
  column: string,
  values: readonly (string | number)[] | undefined
): Condition | undefined =>
  values && [`${column} NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(values)]
