import type { InterceptOptions, MockOptions } from './in-process/options.ts'
import type { InstantlyMock, WorkspaceHandle } from './in-process/types.ts'
import { createInstantlyMock } from './index.ts'

/** What a test runner calls around the tests of a file. */
type Hook = (work: () => Promise<void>) => void
type Hooks = { beforeAll: Hook; beforeEach: Hook; afterAll: Hook }

export type PerTestOptions = MockOptions & {
  /** Answer what the tests send to the real host: with these options, or true for none. */
  intercept?: InterceptOptions | true
}

/** What a test has for itself: a workspace of its own, and the server's base URL. */
export type TestWorkspace = WorkspaceHandle & Pick<InstantlyMock, 'url'>

/**
 * One emulator for the tests of this file, and for each of them a workspace that no other test has seen. Tests that run
 * at once in one file would share it: give these `mock.workspace()`.
 * @returns gives the workspace of the test that runs
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
      throw new Error('instantly-mock: there is no workspace here, wanted a call within a test')
    }
  }
