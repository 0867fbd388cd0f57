import { keptResources } from '../resources/index.ts'
import { givenSchema } from './given.ts'
import { fixtureShape } from './populate.ts'

/** The JSON Schema with which editors validate fixtures and complete their fields. */
export const fixtureSchema = () => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A fixture of instantly-mock',
  description:
    'The initial state of a workspace. What can be generated, such as ids and timestamps, is optional.',
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
