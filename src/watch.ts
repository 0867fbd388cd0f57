import { unwatchFile, watchFile } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { pathOf, readFixture } from './workspace/fixture.ts'

/** How often the file is looked at, in milliseconds: unlike notices of the system, this works on every disk. */
const EVERY = 250

/** Loads the fixture again whenever its file changes; one with mistakes changes nothing. @returns what ends it */
export function watchFixture({ log, services }: FastifyInstance, fixture: string): () => void {
  const path = pathOf(fixture)
  const load = async () => {
    try {
      await services.registry.renew(readFixture(fixture))
      log.info(`${path} has changed, all workspaces begin anew`)
    } catch (error) {
      log.warn(`${(error as Error).message}\nall stays as it was`)
    }
  }
  watchFile(path, { interval: EVERY, persistent: false }, load)
  return () => unwatchFile(path, load)
}
