import { conflict } from './errors.ts'
import type { InterceptOptions, MockOptions } from './in-process/options.ts'
import type { InstantlyMock, WorkspaceHandle } from './in-process/types.ts'
import { createInstantlyMock } from './index.ts'

/** A test runner's hooks. */
type Hook = (work: () => Promise<void>) => void
type Hooks = { beforeAll: Hook; beforeEach: Hook; afterAll: Hook }

export type PerTestOptions = MockOptions & {
  /** Intercept the tests' requests to the real host, with these options or `true`. */
  intercept?: InterceptOptions | true
}

/** A test's own workspace, and the server's base URL. */
export type TestWorkspace = WorkspaceHandle & Pick<InstantlyMock, 'url'>

/**
 * One emulator for this file's tests, and a new workspace for each test. Tests that run concurrently in one file would
 * share it: use `mock.workspace()` for those.
 * @returns a function that returns the running test's workspace
 * @example
 * const instantly = workspacePerTest({ fixture: 'small' })
 * test('sends', async () => {
 *   const { url, key, verify } = instantly()
 *   await runMyProgram({ baseUrl: url, apiKey: key })
 *   verify([{ operation_id: 'createCampaign' }])
 * })
 */
export type WorkspacePerTest = (options?: PerTestOptions) => () => TestWorkspace

export const perTestWith =
  ({ beforeAll, beforeEach, afterAll }: Hooks): WorkspacePerTest =>
  ({ intercept, ...options } = {}) => {
    let mock: InstantlyMock | undefined
    let workspace: TestWorkspace | undefined
    beforeAll(async () => {
      mock = await createInstantlyMock(options)
      if (intercept) mock.intercept(intercept === true ? {} : intercept)
    })
    beforeEach(async () => {
      if (mock) workspace = { ...(await mock.workspace()), url: mock.url }
    })
    afterAll(async () => {
      await mock?.close()
    })
    return () => {
      if (workspace) return workspace
      throw conflict('There is no workspace outside a test, wanted a call within one')
    }
  }
