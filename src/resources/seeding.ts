import type { Faker } from '@faker-js/faker'

/** Cycles through the values. */
export function* inTurn<T>(values: readonly T[]): Generator<T, never> {
  for (;;) yield* values
}

/** Keeps each property in about half of the cases. */
export const someOf = <T extends object>(all: T, faker: Faker): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(() => faker.datatype.boolean())) as Partial<T>

/** When the latest of them was created; '' if there are none. */
export const newestOf = (entities: readonly { timestamp_created: string }[]): string =>
  entities
    .map(({ timestamp_created }) => timestamp_created)
    .toSorted()
    .at(-1) ?? ''
