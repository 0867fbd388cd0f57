/** A column that is computed from some properties of an entity. */
export type Computed<T> = { from: readonly string[]; of: (entity: T) => unknown }

/**
 * Makes columns that are computed from the named properties, and no others.
 * @example
 * const ofLabel = columnOf<LeadLabel>()
 * const searched = ofLabel(['label', 'description'], ({ label, description }) => `${label}\n${description}`)
 */
export const columnOf =
  <T>() =>
  <K extends keyof T & string>(from: readonly K[], of: (entity: Pick<T, K>) => unknown): Computed<T> => ({
    from,
    of
  })

/** A column of a table; without `from` it is computed from the whole entity. */
type Column<T> = { name: string; from?: readonly string[]; of: (entity: T) => unknown }

const bound = (value: unknown) => (typeof value === 'boolean' ? Number(value) : (value ?? null))

export const propertyOf =
  <T>(name: string) =>
  (entity: T): unknown =>
    Object(entity)[name]

/** The columns beside key and document: those of properties, the computed ones, and the listed document if lists have one. */
export function columnsOf<T>(
  properties: readonly string[],
  computed: Record<string, Computed<T>>,
  listed: ((entity: T) => unknown) | undefined
) {
  const columns: Column<T>[] = [
    ...properties.map((name) => ({ name, from: [name], of: propertyOf<T>(name) })),
    ...Object.entries(computed).map(([name, column]) => ({ name, ...column })),
    ...(listed ? [{ name: 'listed', of: listed }] : [])
  ]
  return {
    names: columns.map(({ name }) => name),
    valuesOf: (entity: T) => columns.map(({ of }) => bound(of(entity))),
    /** The columns that differ after the changes: an unchanged one costs no index update. */
    changed(before: T, after: T, changes: Partial<T>): { names: string[]; values: unknown[] } {
      const names: string[] = []
      const values: unknown[] = []
      for (const { name, from, of } of columns) {
        if (from && !from.some((property) => Object.hasOwn(changes, property))) continue
        const value = bound(of(after))
        if (value === bound(of(before))) continue
        names.push(name)
        values.push(value)
      }
      return { names, values }
    }
  }
}
