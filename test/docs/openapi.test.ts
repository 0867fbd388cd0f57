import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { Validator } from '@seriousme/openapi-schema-validator'
import t from 'tap'
import { parse } from 'yaml'
import { generated } from '../../docs/generate.ts'
import { exampleId, exampleTime } from '../../src/resources/schemas.ts'
import { start } from '../start.ts'

type Schema = {
  description?: string
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  enum?: unknown[]
  'x-enumDescriptions'?: Record<string, string>
}
type Media = { schema: Schema; example?: unknown }
type Body = { content: { 'application/json': Media } }
type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: { name: string; description: string; example: unknown; schema: Schema }[]
  requestBody?: Body
  responses: Record<string, Body & { description: string }>
}
type Document = {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses: Record<string, Body & { description: string }> }
}

const root = new URL('../../', import.meta.url)
const run = promisify(execFile)

/** The only operation whose answer is not JSON. */
const DOWNLOAD = 'downloadBlockListEntry'

/** What a body holds: JSON, but for the download. */
function mediaOf(operationId: string, what: string, { content }: Body): Media {
  const isCsv = operationId === DOWNLOAD && what === '200'
  const type = isCsv ? 'text/csv' : 'application/json'
  if (Object.keys(content).join() !== type) throw new Error(`${operationId} ${what} is no ${type}`)
  return Object(content)[type]
}

/** The answers of an operation, each in place of its reference. */
const resolved = (answers: Operation['responses'], shared: Operation['responses']) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const name = Object(answer).$ref?.replace('#/components/responses/', '')
      return [status, (name === undefined ? answer : shared[name]) as Operation['responses'][string]]
    })
  )

async function published(t: Parameters<typeof start>[0]) {
  const { call } = await start(t)
  const document: Document = (await call('GET', '/openapi.json', { key: '' })).body
  const { components } = document
  const operations = Object.values(document.paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => ({ ...operation, responses: resolved(operation.responses, components.responses) }))
  t.ok(operations.length > 20)
  return { call, document, operations }
}

t.test('the document is the same in all places, and needs no key', async (t) => {
  const { call, document } = await published(t)
  t.same((await call('GET', '/openapi/api_v2.json', { key: '' })).body, document)
  const yaml = await call('GET', '/openapi.yaml', { key: '' })
  t.match(yaml.headers['content-type'], 'application/yaml')
  t.same(parse(yaml.text), document)
})

t.test('the document names the server where it was found, and openapi.yaml the usual one', async (t) => {
  const { call } = await start(t)
  const headers = { host: 'mock.test:8080' }
  const servers = [{ url: 'http://mock.test:8080', description: 'This server' }]
  t.match(await call('GET', '/openapi.json', { key: '', headers }), { body: { servers } })
  t.match(parse((await call('GET', '/openapi.yaml', { key: '', headers })).text), { servers })
  t.match(parse(await readFile(new URL('openapi.yaml', root), 'utf8')), {
    servers: [{ url: 'http://127.0.0.1:3000' }]
  })
})

t.test('the document is valid OpenAPI 3.1', async (t) => {
  const { document } = await published(t)
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  t.ok(valid, { errors })
  t.equal(validator.version, '3.1')
})

t.test(
  'an error that many operations answer is said once, where no operation says it in its own way',
  async (t) => {
    const { document } = await published(t)
    const { get, delete: remove } = document.paths['/api/v2/campaigns/{id}'] ?? {}
    t.strictSame(get?.responses[404], { $ref: '#/components/responses/NotFound' })
    t.strictSame(remove?.responses[404], get?.responses[404])
    t.match(document.components.responses.NotFound, {
      description: 'There is nothing with this id.',
      content: { 'application/json': { example: { statusCode: 404, error: 'Not Found' } } }
    })
    const own = document.paths['/api/v2/campaigns/{id}/duplicate']?.post?.responses[400]
    t.strictSame(own?.content['application/json'].example, { message: 'New campaign name is required' })
  }
)

t.test('every operation has a unique name, a summary, a known tag and its scopes', async (t) => {
  const { document, operations } = await published(t)
  t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  for (const { operationId, summary, tags, description } of operations) {
    t.ok(summary, operationId)
    t.ok(
      document.tags.some(({ name }) => name === tags[0]),
      `${operationId} has a tag that is told of`
    )
    t.match(
      description,
      /(^|\. )(Scopes, any one of: `[\w-]+:\w+`(, `[\w-]+:\w+`){3}|Any valid key may call this)\.$/
    )
  }
})

t.test('every parameter is described, with an example', async (t) => {
  const { operations } = await published(t)
  for (const { operationId, parameters = [] } of operations) {
    for (const { name, description, example } of parameters) {
      t.ok(description, `${operationId} ${name}`)
      t.not(example, undefined, `${operationId} ${name}`)
    }
  }
})

t.test('every body and every answer has an example, free of placeholders', async (t) => {
  const { operations } = await published(t)
  for (const { operationId, requestBody, responses } of operations) {
    const { 204: _empty, ...filled } = responses
    for (const [what, body] of Object.entries({ ...filled, ...(requestBody && { requestBody }) })) {
      const { example } = mediaOf(operationId, what, body)
      const isCsv = operationId === DOWNLOAD && what === '200'
      t.equal(typeof example, isCsv ? 'string' : 'object', `${operationId} ${what}`)
      // Recorded: that of a lead to which nothing happened is really empty.
      const told = JSON.stringify(example).replace('"status_summary":{}', '')
      t.notMatch(told, /"string"|\{\}|null/)
    }
    for (const { description } of Object.values(responses)) t.not(description, 'Default Response')
  }
})

t.test('the example of a list contains a complete item', async (t) => {
  const { document } = await published(t)
  const list = document.paths['/api/v2/custom-tags']?.get?.responses[200]?.content['application/json'].example
  t.match(list, { items: [{ label: 'Important', organization_id: String }], next_starting_after: String })
  const Campaign =
    document.paths['/api/v2/campaigns/{id}']?.get?.responses[200]?.content['application/json'].example
  t.match(Campaign, { id: String, sequences: [{ steps: [{ variants: [{ subject: String }] }] }] })
})

t.test('the example of a cursor is of the kind that the list takes', async (t) => {
  const { document } = await published(t)
  for (const [list, wanted] of [
    ['/campaigns', exampleId],
    ['/custom-tags', exampleId],
    ['/custom-tag-mappings', exampleTime],
    ['/block-lists-entries', exampleId],
    ['/account-campaign-mappings/{email}', exampleTime]
  ] as const) {
    const operation = document.paths[`/api/v2${list}`]?.get
    const taken = operation?.parameters?.find(({ name }) => name === 'starting_after')
    t.equal(taken?.example, wanted, `${list} takes it`)
    const given = operation?.responses[200]?.content['application/json'].example
    t.match(given, { next_starting_after: wanted }, `${list} gives it`)
  }
})

/** Each schema below this one, with the way to it. */
function* below(schema: Schema, way: string): Generator<[way: string, schema: Schema]> {
  yield [way, schema]
  const { properties = {}, items, oneOf = [], anyOf = [] } = schema
  for (const [name, property] of Object.entries(properties)) yield* below(property, `${way}.${name}`)
  for (const other of [...(items ? [items] : []), ...oneOf, ...anyOf]) yield* below(other, `${way}[]`)
}

t.test('every property of every schema is described, and every value of an enum', async (t) => {
  const { document, operations } = await published(t)
  const bodies = operations.flatMap(({ operationId, requestBody, responses }) =>
    Object.entries({ ...responses, ...(requestBody && { requestBody }) }).map(
      ([what, body]) => [operationId, mediaOf(operationId, what, body).schema] as const
    )
  )
  let properties = 0
  for (const [name, schema] of [...Object.entries(document.components.schemas), ...bodies]) {
    for (const [way, { description, 'x-enumDescriptions': meanings, enum: values = [] }] of below(
      schema,
      name
    )) {
      if (/\.\w+$/.test(way)) {
        properties += 1
        t.ok(description, way)
      }
      for (const value of meanings ? values.filter((value) => value !== null) : []) {
        t.ok(meanings?.[String(value)], `${way} ${value}`)
        t.match(description, `\`${value}\` ${meanings?.[String(value)]}`)
      }
    }
  }
  t.ok(properties > 100)
})

t.test('openapi.yaml and the table in README.md are fresh', async (t) => {
  for (const [path, wanted] of Object.entries(await generated())) {
    t.equal(await readFile(new URL(path, root), 'utf8'), wanted, `${path}: run npm run openapi`)
  }
})

t.test('the generator finds stale files, mends them, and leaves fresh ones alone', async (t) => {
  const cwd = t.testdir({
    'openapi.yaml': 'old',
    'fixture.schema.json': '{}',
    'README.md': 'Mine\n<!-- support -->\nold<!-- /support -->\nToo\n'
  })
  const generate = (...flags: string[]) =>
    run(process.execPath, [new URL('docs/generate.ts', root).pathname, ...flags], { cwd })
  const stale = /openapi.yaml is stale.*\nREADME.md is stale.*\nfixture.schema.json is stale/
  await t.rejects(generate('--check'), { code: 1, stderr: stale })
  t.equal(await readFile(`${cwd}/openapi.yaml`, 'utf8'), 'old')
  t.equal((await generate()).stdout, 'wrote openapi.yaml\nwrote README.md\nwrote fixture.schema.json\n')
  t.match(
    await readFile(`${cwd}/README.md`, 'utf8'),
    /^Mine\n<!-- support -->\n\| Resource.*<!-- \/support -->\nToo\n$/s
  )
  t.same(await generate('--check'), { stdout: '', stderr: '' })
})

const check = new URL('../shared/contract/check', root)
const skip = existsSync(check) ? false : 'the contract is not beside this repository'

t.test('the document agrees with the published contract', { skip }, async (t) => {
  // Without what tap has every child process load, which this script cannot stand.
  const script = 'unset NODE_OPTIONS; exec "$0" openapi.yaml --require "$1"'
  const required =
    'CustomTag,CustomTagMapping,AccountCampaignMapping,BlockListEntry,LeadList,LeadLabel,EmailVerification'
  const { stdout } = await run('sh', ['-c', script, check.pathname, required], { cwd: root })
  t.match(stdout, /^Campaign +\d+\/19 operations, 0 differences$/m)
  t.match(stdout, /required tags hold/)
})
