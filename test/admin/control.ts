import { setImmediate } from 'node:timers/promises'
import type { Test } from 'tap'
import type { AppOptions } from '../../src/app.ts'
import { start } from '../start.ts'

/** A fresh server, a client of its API, and one of its control plane: `admin('POST', '/reset', { to: 'empty' })`. */
export async function control(t: Test, options: Partial<AppOptions> = {}) {
  const client = await start(t, options)
  const admin = (method: string, url: string, body?: unknown, key?: string) =>
    client.call(method, `/__admin${url}`, { body, key })
  const listen = () => client.app.listen({ port: 0, host: '127.0.0.1' })
  /** Resolves when this many calls have met the fault. */
  const fired = async (id: string, count = 1, key?: string) => {
    while ((await admin('GET', `/faults/${id}`, undefined, key)).body.fired < count) await setImmediate()
  }
  return { ...client, admin, listen, fired }
}

/** All that a client can see of a workspace. */
export const everything = async ({ get }: Pick<Awaited<ReturnType<typeof start>>, 'get'>, key?: string) => {
  const lists = ['/campaigns?limit=100', '/custom-tags?limit=100', '/custom-tag-mappings?limit=100']
  return Promise.all(lists.map(async (list) => (await get(list, { key })).text))
}

export const badRequest = (message: string) => ({ statusCode: 400, error: 'Bad Request', message })
