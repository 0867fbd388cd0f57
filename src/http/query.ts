import type { FastifyInstance } from 'fastify'
import { invalid } from '../errors.ts'

const commaSeparated = ['tag_ids', 'resource_ids']

/** These parameters are documented as one comma-separated value, but clients repeat them too: both are taken. */
export function queryLists(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ query }) => {
    const values = query as Record<string, unknown>
    for (const name of commaSeparated) {
      if (Array.isArray(values[name])) values[name] = values[name].join(',')
    }
  })
  // Coercion makes an infinite number of 'Infinity' and '1e999', which passes all bounds.
  app.addHook('preHandler', async ({ query }) => {
    for (const [name, value] of Object.entries(Object(query))) {
      if (value === Infinity || value === -Infinity) throw invalid(`querystring/${name} must be number`)
    }
  })
}
