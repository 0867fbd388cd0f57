import type { FastifyInstance } from 'fastify'
import { invalid } from '../errors.ts'

const commaSeparated = ['tag_ids', 'tag_ids_all', 'resource_ids', 'eaccount']

/** These parameters are documented as one comma-separated value, but clients also repeat them: both work. */
export function queryLists(app: FastifyInstance): void {
  app.addHook('preValidation', ({ query }, _reply, done) => {
    const values = query as Record<string, unknown>
    for (const name of commaSeparated) {
      if (Array.isArray(values[name])) values[name] = values[name].join(',')
    }
    done()
  })
  // Coercion turns 'Infinity' and '1e999' into an infinite number, which passes all bounds.
  app.addHook('preHandler', ({ query }, _reply, done) => {
    for (const [name, value] of Object.entries(Object(query))) {
      if (value === Infinity || value === -Infinity) throw invalid(`querystring/${name} must be number`)
    }
    done()
  })
}
