import type { FastifyInstance } from 'fastify'
import { keptResources } from '../resources/index.ts'
import { exampleEmail, exampleId } from '../resources/schemas.ts'

type Schema = {
  $ref?: string
  title?: string
  examples?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
}
export type Body = {
  $ref?: string
  description?: string
  /** By media type: `application/json`, and in one case `text/csv`. */
  content?: Record<
    string,
    { schema: Schema; example?: unknown; examples?: Record<string, { value: unknown }> }
  >
}
type Parameter = { name: string; required: boolean; example?: unknown }
type Operation = {
  operationId: string
  tags: string[]
  summary?: string
  parameters?: Parameter[]
  requestBody?: Body
  responses: Record<string, Body>
}
/** The part of the OpenAPI document that is used here. */
export type Document = {
  tags?: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; responses?: Record<string, Body> }
}

/**
 * Adds examples to the responses for which @fastify/swagger finds none: entities, pages and single values.
 * @param overrides what an operation's answer has in place of its entity's example
 */
export function addExamples<D extends Document>(document: D, overrides: (operationId: string) => unknown): D {
  const { paths, components } = document
  const componentOf = ($ref: string) =>
    components.schemas[$ref.replace('#/components/schemas/', '')] as Schema
  const exampleOf = ({ $ref, examples, properties, items }: Schema): unknown => {
    if ($ref) return exampleOf(componentOf($ref))
    if (examples) return examples[0]
    if (items) return [exampleOf(items)].filter((example) => example !== undefined)
    return properties && Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, exampleOf(v)]))
  }
  for (const { operationId, requestBody, responses } of Object.values(paths).flatMap((path) =>
    Object.values(path)
  )) {
    const sent = Object(requestBody?.content?.['application/json']?.example)
    for (const { content = {} } of Object.values(responses)) {
      for (const body of Object.values(content)) {
        const { $ref } = body.schema
        const example = exampleOf(body.schema)
        if ($ref) body.example = answerOf(componentOf($ref), example, sent, overrides(operationId))
        else body.example ??= structuredClone(example)
      }
    }
  }
  return document
}

/** An entity's example, with the changes of the request's example and the route's overrides. */
function answerOf({ properties = {} }: Schema, entity: unknown, sent: object, overrides: unknown) {
  const changed = Object.entries(sent).filter(([name]) => name in properties)
  const whole = { ...Object(entity), ...Object.fromEntries(changed), ...Object(overrides) }
  return structuredClone(Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null)))
}

const WRITTEN_TO = "SELECT lead FROM events WHERE type = 'email_sent' ORDER BY number DESC LIMIT 1"

/**
 * The document for the page, which fills its forms with the examples. Every call can be sent as it stands: lists are
 * unfiltered, and ids are of entities that `mock_default` has now.
 * @param tableOf the table in which a path's id is looked up; without one the id stays as it is
 */
export async function tryable(
  app: FastifyInstance,
  whole: Document,
  tableOf: (path: string) => string | undefined
): Promise<Document> {
  const document = structuredClone(whole)
  const { registry } = app.services
  let workspace = registry.find('default')
  while (!workspace) {
    await registry.open('default')
    // Another call may have dropped it meanwhile.
    workspace = registry.find('default')
  }
  const { sql, name } = workspace
  const move = { source_workspace_id: name, destination_workspace_id: name }
  const tables = keptResources.map(([, { name }]) => name)
  const idIn = (table: string) => sql(`SELECT max(id) FROM ${table}`).pluck().get() ?? exampleId
  const account = sql('SELECT max(email) FROM accounts').pluck().get() ?? exampleEmail
  const campaign = idIn('campaigns')
  const [list, subsequence] = [idIn('lead_lists'), idIn('subsequences')]
  const named = {
    parent_campaign: campaign,
    campaign,
    campaign_id: campaign,
    list_id: list,
    to_list_id: list,
    subsequence_id: subsequence,
    lead_id: idIn('leads'),
    lead: sql(WRITTEN_TO).pluck().get() ?? exampleId,
    reply_to_uuid: idIn('emails'),
    eaccount: account,
    destination_lead_id: sql('SELECT min(id) FROM leads').pluck().get() ?? exampleId,
    lead_email: sql('SELECT max(email) FROM leads').pluck().get() ?? exampleEmail
  }
  const LEAD_OF = `SELECT max(leads.id) FROM leads, subsequences
    WHERE leads.campaign = parent_campaign AND subsequences.id = ?`
  const inCampaign = sql(LEAD_OF).pluck().get(subsequence) ?? exampleId

  for (const [path, operations] of Object.entries(document.paths)) {
    const table = tables.find((name) => name === tableOf(path))
    for (const { parameters = [], requestBody, responses } of Object.values(operations)) {
      const body = Object(requestBody?.content?.['application/json']?.example)
      if ('source_workspace_id' in body) Object.assign(body, { ...move, emails: [account] })
      for (const [name, value] of Object.entries(named))
        if (typeof body[name] === 'string') body[name] = value
      if (path.startsWith('/api/v2/leads/subsequence/')) body.id = inCampaign
      for (const parameter of parameters) {
        if (!parameter.required) delete parameter.example
        else if (parameter.name === 'id' && table) parameter.example = idIn(table)
        else if (parameter.name === 'campaign') parameter.example = campaign
        else if (parameter.name === 'email' && path.includes('/account')) parameter.example = account
      }
      delete responses[204]?.content
    }
  }
  const toggle = document.paths['/api/v2/custom-tags/toggle-resource']?.post?.requestBody?.content
  Object.assign(Object(toggle?.['application/json']?.example), {
    tag_ids: [idIn('custom_tags')],
    resource_ids: [idIn('campaigns')]
  })
  return document
}
