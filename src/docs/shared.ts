import type { Body, Document } from './examples.ts'

/** Makes each response with a titled schema a shared component: repeated errors were half of the document. */
export function shareResponses<D extends Document>(document: D): D {
  const shared: Record<string, Body> = {}
  for (const { responses } of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    for (const [status, response] of Object.entries(responses)) {
      const title = response.content?.['application/json']?.schema.title
      if (title === undefined) continue
      shared[title] = response
      responses[status] = { $ref: `#/components/responses/${title}` }
    }
  }
  document.components.responses = shared
  return document
}
