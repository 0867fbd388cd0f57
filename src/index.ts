import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { state } from './admin/state/store.ts'
import { buildApp } from './app.ts'
import type { Grant } from './http/keys.ts'
import { fetchFrom } from './mock/fetch.ts'
import { type InterceptOptions, intercept } from './mock/intercept.ts'
import { holdWorkspace } from './mock/workspace.ts'
import { checkFixture, readFixture } from './workspace/fixture.ts'
import type { Workspace } from './workspace/workspace.ts'

export type { Match } from './admin/journal/match.ts'
export type { Expectation } from './admin/journal/verify.ts'
export type { JournalEntry } from './admin/journal/view.ts'
export type { Entities } from './mock/workspace.ts'
export type { AccountCampaignMapping } from './resources/account-campaign-mappings/schema.ts'
export type { Campaign } from './resources/campaigns/schema.ts'
export type { CustomTagMapping } from './resources/custom-tag-mappings/schema.ts'
export type { CustomTag } from './resources/custom-tags/schema.ts'

export type MockOptions = {
  /** The port to listen on, any free one unless given; false for none, then only `fetch` and `intercept` reach it. */
  port?: number | false
  host?: string
  /** The world that workspaces begin with, and how many campaigns it has. */
  seed?: number
  seedSize?: number
  /** Begin with this instead: the file's path, a name that comes with the program (`empty`), or the fixture itself. */
  fixture?: string | object
  /** A directory to keep workspaces in. */
  data?: string
  keys?: ReadonlyMap<string, Grant>
}

export type WorkspaceHandle = ReturnType<typeof holdWorkspace>
export type InstantlyMock = Awaited<ReturnType<typeof createInstantlyMock>>

/**
 * The emulator inside this process. What is said of a workspace is also there on the mock itself, for `default`.
 * @example
 * const mock = await createInstantlyMock()
 * const client = new Client({ baseUrl: mock.url, apiKey: mock.key })
 * await mock.reset()
 * await mock.close()
 */
export async function createInstantlyMock({
  port = 0,
  host = '127.0.0.1',
  seed = 1,
  seedSize = 120,
  fixture,
  data,
  keys
}: MockOptions = {}) {
  const read = typeof fixture === 'string' ? await readFixture(fixture) : undefined
  const given = typeof fixture === 'object' ? await checkFixture(fixture, 'fixture') : read
  const app = await buildApp({ origin: { seed, size: seedSize, fixture: given }, data, keys })
  const { registry } = app.tools
  const image = await registry.begin()
  await (port === false ? app.ready() : app.listen({ port, host }))
  const hold = (workspace: Workspace) => ({
    ...holdWorkspace(workspace, app),
    /** Further workspaces that begin as this one is now. */
    async fork(count = 1): Promise<WorkspaceHandle[]> {
      const { fork, freeNames } = state(app.tools)
      const forks = fork(workspace, freeNames(workspace, count))
      return Promise.all(forks.map(async ({ name }) => holdWorkspace(await registry.open(name), app)))
    }
  })
  const url = addressOf(app) ?? 'http://localhost'
  let made = 0

  return {
    ...hold(await registry.open('default')),
    /** The base URL; where there is no port, only `fetch` and `intercept` reach the server. */
    url,
    /** A workspace apart from all others: the one of that name, or a fresh one. */
    async workspace(name?: string) {
      if (name !== undefined) return hold(await registry.open(name))
      made += 1
      return hold(registry.create(`fresh-${made}`, image))
    },
    /** Answers what this process sends to https://api.instantly.ai, by whatever client. */
    intercept: (options?: InterceptOptions) => intercept(fetchFrom(app), url, options),
    /** Ends the server and everything in it. */
    close: () => app.close()
  }
}

function addressOf({ server }: FastifyInstance): string | undefined {
  const bound = server.address() as AddressInfo | null
  if (!bound) return undefined
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`
}
