import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { mistakesIn } from '../check.ts'
import { type KeptResource, keptResources } from '../resources/index.ts'
import { inSlices } from '../world/slices.ts'
import type { World } from '../world/world.ts'
import type { Fixture } from './fixture.ts'
import { keep } from './keeping.ts'
import { FixtureError, MOST_MISTAKES, told } from './mistakes.ts'
import type { Progress } from './progress.ts'

const organization = Type.String({ format: 'uuid', examples: ['3f1c2b6e-6d0c-4a53-9f43-5ac0ac5f8c11'] })
/** Without `items`: entities are validated one by one, so that other requests are served in between. */
const list = Type.Unsafe<unknown[]>({ type: 'array' })

/** The schema of a fixture, without its entities. */
export const fixtureShape = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    organization: Type.Optional(organization),
    ...Object.fromEntries(keptResources.map(([, { name }]) => [name, Type.Optional(list)]))
  },
  { additionalProperties: false }
)

/** The organization that the fixture names, if any. */
export function organizationOf({ value }: Fixture): string | undefined {
  const { organization: given } = Object(value)
  return Check(organization, given) ? given : undefined
}

/**
 * Stores the fixture's entities in an empty world that is not in use yet; other requests are served meanwhile.
 * @param now the creation time of entities that have none
 * @param progress called for each entity
 * @throws FixtureError with every mistake
 */
export async function populate(
  world: World,
  { value, place }: Fixture,
  now: string,
  progress: Progress
): Promise<void> {
  const mistakes = mistakesIn(fixtureShape, value)
  const breathe = inSlices()
  for (const [resource, index, given] of entitiesOf(value)) {
    if (mistakes.length > MOST_MISTAKES) break
    progress(
      () => `loading the fixture: ${resource.name}, ${index} of ${Object(value)[resource.name].length}`
    )
    const { mistakes: found = [] } = keep(world, resource, given, 'insert', now)
    const path = [resource.name, `${index}`]
    mistakes.push(...found.map((mistake) => ({ ...mistake, path: [...path, ...mistake.path] })))
    await breathe()
  }
  if (mistakes.length) throw new FixtureError(told(mistakes, place))
}

function* entitiesOf(value: unknown): Generator<[KeptResource, number, unknown]> {
  for (const [, resource] of keptResources) {
    const { [resource.name]: entities } = Object(value)
    if (!Array.isArray(entities)) continue
    for (const [index, given] of entities.entries()) yield [resource, index, given]
  }
}
