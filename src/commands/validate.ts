import { readFixture } from '../workspace/fixture.ts'
import { usualState } from '../workspace/prebuilt.ts'
import { imageOf } from '../workspace/seed.ts'

/**
 * Validates fixtures as a start would.
 * @returns a line per fixture
 * @throws FixtureError with the mistakes of the first invalid one
 */
export async function validate(files: string[]): Promise<string> {
  for (const file of files) await imageOf({ ...usualState, fixture: readFixture(file) })
  return files.map((file) => `${file} is a fixture`).join('\n')
}
