import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { mistakesIn } from '../check.ts'
import { keptResources } from '../resources/index.ts'
import type { World } from '../world/world.ts'
import type { Fixture } from './fixture.ts'
import { keep } from './keeping.ts'
import { FixtureError, told } from './mistakes.ts'

const organization = Type.String({ format: 'uuid', examples: ['3f1c2b6e-6d0c-4a53-9f43-5ac0ac5f8c11'] })
const list = Type.Array(Type.Unknown())

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
 * Stores the fixture's entities in an empty world.
 * @param now the creation time of entities that have none
 * @throws FixtureError with every mistake
 */
export function populate(world: World, { value, place }: Fixture, now: string): void {
  const mistakes = mistakesIn(fixtureShape, value)
  world.transaction(() => {
    for (const [, resource] of keptResources) {
      const { name } = resource
      const { [name]: entities = [] } = Object(value)
      if (!Array.isArray(entities)) continue
      for (const [index, given] of entities.entries()) {
        const { mistakes: found = [] } = keep(world, resource, given, 'insert', now)
        for (const mistake of found) mistakes.push({ ...mistake, path: [name, `${index}`, ...mistake.path] })
      }
    }
  })
  if (mistakes.length) throw new FixtureError(told(mistakes, place))
}
