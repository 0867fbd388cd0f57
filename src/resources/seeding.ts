import type { Faker } from '@faker-js/faker'

/** Each value in turn, over and over. */
export function* inTurn<T>(values: readonly T[]): Generator<T, never> {
  for (;;) yield* values
}

/** Each property is there in about half of the cases. */
export const someOf = <T extends object>(all: T, faker: Faker): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(() => faker.datatype.boolean())) as Partial<T>

/** When the last of them was made; '' of none. */
export const newestOf = (entities: readonly { timestamp_created: string }[]): string =>
  entities
    .map(({ timestamp_created }) => timestamp_created)
    .toSorted()
    .at(-1) ?? ''
