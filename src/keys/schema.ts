import { type TSchemaOptions, Type } from 'typebox'
import { isScope } from './scopes.ts'
import { isWorkspaceName, WORKSPACE_NAME } from './workspace-name.ts'

/** A name of a workspace, snapshot or fixture. */
export const workspaceName = (options: TSchemaOptions = {}) =>
  Type.Refine(
    Type.String({ pattern: `^${WORKSPACE_NAME}$`, ...options }),
    isWorkspaceName,
    () => '1 to 64 of a-z, 0-9, - and _'
  )

const WorkspaceName = workspaceName()

export const Scopes = Type.Array(
  Type.Refine(
    Type.String({ examples: ['campaigns:read'] }),
    isScope,
    () => '<resource>:<read|create|update|delete|all>, such as campaigns:read'
  ),
  {
    minItems: 1,
    description: 'The scopes: `<resource>:<read|create|update|delete|all>`.',
    examples: [['campaigns:read', 'custom_tags:all']]
  }
)

/** What a key gives access to. */
export const Grant = Type.Object(
  { workspace: WorkspaceName, scopes: Scopes },
  { additionalProperties: false }
)
export type Grant = Type.Static<typeof Grant>
