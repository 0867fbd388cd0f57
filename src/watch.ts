import { unwatchFile, watchFile } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { pathOf, readFixture } from './workspace/fixture.ts'

/** The polling interval in milliseconds: unlike file system events, polling works on every disk. */
const EVERY = 250

/** Reloads the fixture when its file changes; an invalid one changes nothing. @returns a function that stops it */
export function watchFixture({ log, services }: FastifyInstance, fixture: string): () => void {
  const path = pathOf(fixture)
  const load = async () => {
    try {
      await services.registry.renew(readFixture(fixture))
      log.info(`${path} has changed: all workspaces were reset`)
    } catch (error) {
      log.warn(`${(error as Error).message}\nnothing was changed`)
    }
  }
  watchFile(path, { interval: EVERY, persistent: false }, load)
  return () => unwatchFile(path, load)
}
