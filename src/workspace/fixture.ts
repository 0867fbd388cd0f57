import { bundledFixture, bundledFixtures } from '../package.ts'
import { FixtureError } from './mistakes.ts'
import { readSource, type Source } from './source.ts'

/** What a workspace can begin as: entities by the resource's name, unchecked, and what their places are called. */
export type Fixture = Source

/** A name without a path or an ending is that of a fixture that comes with the program. */
export const isBundledName = (source: string) => /^[\w-]+$/.test(source)

/**
 * Reads a fixture by its file's path, or one of those that come with the program by its name (`empty`, `small`).
 * @throws FixtureError that names the file, the line and what is wanted
 */
export function readFixture(source: string): Fixture {
  if (isBundledName(source) && !bundledFixtures().includes(source)) {
    throw new FixtureError(
      `No fixture ${source} comes with the program, wanted one of ${bundledFixtures().join(', ')}`
    )
  }
  return readSource(pathOf(source))
}

/** The file that is meant. */
export const pathOf = (source: string) => (isBundledName(source) ? bundledFixture(source) : source)

/** A fixture at hand; `from` is what its mistakes call it. */
export const fixtureOf = (value: unknown, from: string): Fixture => ({ value, place: () => from })
