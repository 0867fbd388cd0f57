/** The pattern of workspace names, as its source. */
export const WORKSPACE_NAME = '[a-z0-9_-]{1,64}'

export const isWorkspaceName = (text: string) => new RegExp(`^${WORKSPACE_NAME}$`).test(text)
