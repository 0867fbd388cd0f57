import t from 'tap'
import { keptResources } from '../../src/resources/index.ts'
import { start } from '../start.ts'

type Operation = { tags: string[]; parameters?: { in: string; schema: { format?: string } }[] }

/** What reads one entity by its id. */
const reading = /^\/api\/v2\/[\w-]+\/\{\w+\}$/

// The API must be able to fetch every id: with another, a fixture would contain unreadable entities.
t.test('fixtures take no ids that the routes refuse', async (t) => {
  const { call } = await start(t)
  const paths: Record<string, { get?: Operation }> = (await call('GET', '/openapi.json')).body.paths
  const needUuid = Object.entries(paths).flatMap(([path, { get }]) => {
    const isUuid = get?.parameters?.some((one) => one.in === 'path' && one.schema.format === 'uuid')
    return isUuid && reading.test(path) ? get?.tags : []
  })
  const needed = keptResources.filter(([, { tag }]) => needUuid.includes(tag)).map(([, { name }]) => name)
  const checked = keptResources
    .filter(([, { keyFormat }]) => keyFormat === 'uuid')
    .map(([, { name }]) => name)
  t.ok(needed.length > 0)
  t.same(checked, needed)
})
