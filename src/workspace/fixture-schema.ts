import { keptResources } from '../resources/index.ts'
import { givenSchema } from './given.ts'
import { fixtureShape } from './populate.ts'

/** How an editor that knows JSON Schema checks a fixture, and what it offers while one is written. */
export const fixtureSchema = () => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A fixture of instantly-mock',
  description: 'What a workspace begins with. What can be made up, such as ids and times, may be absent.',
  ...fixtureShape,
  properties: {
    ...fixtureShape.properties,
    ...Object.fromEntries(
      keptResources.map(([, resource]) => [
        resource.name,
        { type: 'array', description: resource.entity.description, items: givenSchema(resource) }
      ])
    )
  }
})
