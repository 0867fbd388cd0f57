import { bundledFixture, bundledFixtures } from '../package.ts'
import { FixtureError } from './mistakes.ts'
import { readSource, type Source } from './source.ts'

/** An initial state: entities by resource, not yet validated, and how error messages name their places. */
export type Fixture = Source

/** A name without a path or an extension is that of a bundled fixture. */
export const isBundledName = (source: string) => /^[\w-]+$/.test(source)

/**
 * Reads a fixture from a file, or a bundled one by its name (`empty`, `small`).
 * @throws FixtureError that names the file, the line and what is expected
 */
export function readFixture(source: string): Fixture {
  if (isBundledName(source) && !bundledFixtures().includes(source)) {
    throw new FixtureError(
      `There is no bundled fixture ${source}, wanted one of ${bundledFixtures().join(', ')}`
    )
  }
  return readSource(pathOf(source))
}

/** The fixture's file. */
export const pathOf = (source: string) => (isBundledName(source) ? bundledFixture(source) : source)

/** A fixture from a value; `from` is its name in error messages. */
export const fixtureOf = (value: unknown, from: string): Fixture => ({ value, place: () => from })
