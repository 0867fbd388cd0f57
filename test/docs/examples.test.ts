import t, { type Test } from 'tap'
import type { Document } from '../../src/docs/examples.ts'
import { keptResources } from '../../src/resources/index.ts'
import { readFixture } from '../../src/workspace/fixture.ts'
import { start } from '../start.ts'

const json = 'application/json'

/** Each operation that answers with one entity: how its examples ask, and the answer that they show. */
async function examples(call: Awaited<ReturnType<typeof start>>['call']) {
  const document: Document = (await call('GET', '/openapi.json', { key: '' })).body
  const rows = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const { parameters = [], requestBody, responses } = operation
      const { schema, example } = Object(responses[200]?.content?.[json])
      const inPath = (name: string) => example?.[name] ?? parameters.find((one) => one.name === name)?.example
      const url = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inPath(name)))
      const body = requestBody?.content?.[json]?.example
      const { operationId } = operation
      return { method: method.toUpperCase(), operationId, path, url, body, schema, example }
    })
  )
  return rows.filter(({ schema }) => schema?.$ref)
}

const given =
  /^(id|organization|organization_id|workspace|workspace_id|timestamp_\w+|created_at|updated_at|user_id|entity_id|created_by)$/

/** Without ids and timestamps, which the server generates, and without nulls, which only jobs show. */
const comparable = (answer: unknown) =>
  JSON.parse(JSON.stringify(answer ?? {}), (name, value) =>
    given.test(name) || value === null ? undefined : value
  )

t.test("the example of an answer is the server's answer to the example of the request", async (t: Test) => {
  const { call, post } = await start(t, {
    initialState: { seed: 1, size: 0, fixture: readFixture('empty') }
  })
  const rows = await examples(call)
  t.ok(rows.length > 30)
  // What these name are two leads, or something with another id than the examples of entities have.
  const needMore = [
    'mergeLeads',
    'moveLeadToSubsequence',
    'removeLeadFromSubsequence',
    'replyToEmail',
    'forwardEmail'
  ]
  const read = rows.filter(({ method }) => method === 'GET')
  for (const { method, operationId, path, url, body, schema, example } of rows) {
    if (needMore.includes(operationId)) continue
    const key = `mock_${operationId.toLowerCase()}`
    for (const [, { name, entity }] of keptResources) {
      const own = read.find(({ schema }) => schema.$ref.endsWith(`/${entity.$id}`))
      const isMade = own?.schema.$ref === schema.$ref && !path.includes('{')
      // The example of a block list entry would keep out the example of a lead.
      const isInTheWay = name === 'block_lists_entries' && own?.schema.$ref !== schema.$ref
      // What belongs to a campaign is not there before it.
      const isTooEarly = name === 'subsequences' && operationId === 'createCampaign'
      if (!own || isMade || isInTheWay || isTooEarly) continue
      const put = await call('PUT', `/__admin/entities/${name}`, { key, body: own.example })
      t.equal(put.status, 200, `${operationId}: ${put.text}`)
    }
    const [campaign] = read.filter(({ operationId }) => operationId === 'getCampaign')
    await post(`/campaigns/${campaign?.example.id}/share`, undefined, { key })
    const answer = await call(method, url, { key, body })
    t.equal(answer.status, 200, operationId)
    t.strictSame(comparable(answer.body), comparable(example), operationId)
  }
})
