type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
type Content = { content?: Record<string, { schema: Schema }> }
type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: Content
  responses: Record<string, Content>
}
type Document = { components: { schemas: Record<string, Schema> } }

/** What a schema says of a field: its types, whether it is required, and what limits its values. */
export type Field = { types: Set<string>; required: boolean; limits: Map<string, string> }

/** The fields of a schema by their paths, in the notation of fields.ts. The schema itself is at ''. */
function fieldsOf(document: Document, schema: Schema): Map<string, Field> {
  const found = new Map<string, Field>()
  const look = (given: Schema, path: string, required = false) => {
    const name = given.$ref?.split('/').at(-1)
    const node = (name === undefined ? given : document.components.schemas[name]) ?? {}
    const field = found.get(path) ?? { types: new Set(), required, limits: new Map() }
    found.set(path, field)
    for (const type of [node.type ?? []].flat()) field.types.add(type)
    for (const [limit, value] of Object.entries(node)) {
      if (typeof value !== 'object') field.limits.set(limit, JSON.stringify(value))
    }
    const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])]
    const constants = alternatives.flatMap((each) => ('const' in each ? [each.const] : []))
    const values = (node.enum ?? (constants.length ? constants : [])).filter((value) => value !== null)
    if (values.length) field.limits.set('enum', JSON.stringify(values.toSorted()))
    for (const each of [...alternatives, ...(node.allOf ?? [])]) look(each, path, required)
    for (const [name, inner] of Object.entries(node.properties ?? {})) {
      look(inner, path ? `${path}.${name}` : name, node.required?.includes(name))
    }
    if (node.items) look(node.items, `${path}[]`)
    const others = node.additionalProperties
    if (typeof others === 'object' && Object.keys(others).length) look(others, `${path}{}`)
  }
  look(schema, '')
  return found
}

/** The fields of an operation's query, body and successful answer. */
export function placesOf(document: Document, { parameters = [], requestBody, responses }: Operation) {
  const [success] = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const inJson = (part: Content | undefined) =>
    fieldsOf(document, part?.content?.['application/json']?.schema ?? {})
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, required = false, schema }) =>
      [...fieldsOf(document, schema)].map(([path, field]): [string, Field] =>
        path ? [`${name}${path}`, field] : [name, { ...field, required }]
      )
    )
  return { query: new Map(query), body: inJson(requestBody), answer: inJson(success?.[1]) }
}
