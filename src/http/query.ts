import type { FastifyInstance } from 'fastify'

const commaSeparated = ['tag_ids', 'resource_ids']

/** These parameters are documented as one comma-separated value, but clients repeat them too: both are taken. */
export function queryLists(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ query }) => {
    const values = query as Record<string, unknown>
    for (const name of commaSeparated) {
      if (Array.isArray(values[name])) values[name] = values[name].join(',')
    }
  })
}
