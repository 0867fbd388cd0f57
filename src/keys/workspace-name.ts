import { createHash } from 'node:crypto'

/** The pattern of workspace names, as its source. */
export const WORKSPACE_NAME = '[a-z0-9_-]{1,64}'

export const isWorkspaceName = (text: string) => new RegExp(`^${WORKSPACE_NAME}$`).test(text)

/** A name stays as it is; any other text, such as the title of a test, gets a name that no other text has. */
export function workspaceNameFor(text: string): string {
  if (isWorkspaceName(text)) return text
  const readable = text.toLowerCase().replaceAll(/[^a-z0-9_]+/g, '-')
  const digest = createHash('sha256').update(text).digest('hex')
  return `${readable.slice(0, 48)}-${digest.slice(0, 12)}`
}
