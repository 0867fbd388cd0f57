import type { Request } from './mutate.ts'

type Operation = {
  parameters?: { name: string; in: string; example?: unknown }[]
  requestBody?: { content: { 'application/json': { example?: unknown } } }
}
type Document = { paths: Record<string, Record<string, Operation>> }

/** Ids of the small fixture, so that many requests find something. */
const ids: [part: string, id: string][] = [
  ['campaigns', '11111111-1111-4111-8111-111111111111'],
  ['custom-tags', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa']
]

/**
 * A valid request for each operation of both documents, with and without its query. What upsets later calls (faults,
 * limits, strictness, a clock elsewhere) is done to a workspace of its own: its 5xx and silences would be asked for.
 */
export async function validRequests(url: string): Promise<Request[]> {
  const requests: Request[] = []
  for (const path of ['/openapi.json', '/__admin/openapi.json']) {
    const { paths } = (await (await fetch(url + path)).json()) as Document
    for (const [template, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        requests.push(...requestsOf(method.toUpperCase(), template, operation))
      }
    }
  }
  const pages = ['/', '/health', '/docs/', '/docs/openapi.json', '/openapi.yaml', '/api/v2/accounts']
  return [...requests, ...pages.map((target) => bare('GET', target))]
}

function requestsOf(
  method: string,
  template: string,
  { parameters = [], requestBody }: Operation
): Request[] {
  const isUpsetting = /faults|rate-limits|strictness|clock/.test(template)
  const base = bare(method, withIds(template, parameters), isUpsetting ? 'mock_upset' : 'mock_fuzz')
  if (requestBody) {
    base.headers.push(['content-type', 'application/json'])
    base.body = Buffer.from(JSON.stringify(requestBody.content['application/json'].example ?? {}))
  }
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
  if (!query.length) return [base]
  const search = new URLSearchParams(
    Object.fromEntries(query.map(({ name, example }) => [name, String(example)]))
  )
  return [base, { ...base, target: `${base.target}?${search}` }]
}

function withIds(template: string, parameters: Operation['parameters'] = []): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name) => {
    const known = ids.find(([part]) => name === 'id' && template.includes(`/${part}/`))
    const example = parameters.find((parameter) => parameter.name === name)?.example
    return encodeURIComponent(String(known?.[1] ?? example ?? 'default'))
  })
}

const bare = (method: string, target: string, key = 'mock_fuzz'): Request => ({
  method,
  target,
  headers: [
    ['host', 'localhost'],
    ['authorization', `Bearer ${key}`]
  ],
  body: undefined
})
