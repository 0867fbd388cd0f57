import fc from 'fast-check'
import t from 'tap'
import { start } from '../start.ts'
import { everyItem, expected, type Fields, type Model, type Real, same, timeless } from './model.ts'
import { operations } from './operations.ts'
import { runs } from './runs.ts'

/** The model's entities, without timestamps. */
async function modelOf(server: Real): Promise<Model> {
  const byId = (entities: Fields[]) =>
    new Map(entities.map((entity) => [String(entity.id), timeless(entity)]))
  const links = await everyItem(server, '/custom-tag-mappings')
  return {
    campaigns: byId(await everyItem(server, '/campaigns')),
    tags: byId(await everyItem(server, '/custom-tags')),
    links: new Set(links.map(({ tag_id, resource_id }) => `${tag_id} > ${resource_id}`)),
    done: 0
  }
}

/** In a fixed order, so that models can be compared. */
const sorted = ({ campaigns, tags, links }: Model) => ({
  campaigns: [...campaigns].sort(([a], [b]) => a.localeCompare(b)),
  tags: [...tags].sort(([a], [b]) => a.localeCompare(b)),
  links: [...links].sort()
})

t.test('after any operations in any order, a workspace agrees with a simple model', async (t) => {
  const server = await start(t)
  let done = 0
  const property = fc.asyncProperty(
    fc.commands(operations, { maxCommands: 40, size: 'max' }),
    async (commands) => {
      await expected(server.call('POST', '/__admin/reset', { body: { to: 'empty' } }))
      const model: Model = { campaigns: new Map(), tags: new Map(), links: new Set(), done: 0 }
      await fc.asyncModelRun(() => ({ model, real: server }), commands)
      done += model.done
      same(sorted(await modelOf(server)), sorted(model))
      const launched = [...model.campaigns.values()].filter(({ status }) => status !== 0).length
      same(await expected(server.get('/campaigns/count-launched')), { count: launched })
    }
  )
  await fc.assert(property, runs(250))
  t.ok(done > 2000, `${done} operations were done`)
})
