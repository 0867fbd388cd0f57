import { clearInterval, setInterval } from 'node:timers'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { ClockFace } from '../controls/clock/schema.ts'
import { tooManyRequests } from '../errors.ts'
import type { Services } from '../http/services.ts'
import type { Registry } from '../workspace/registry.ts'
import { elapsed } from '../world/clock.ts'

/** The polling interval of a watched workspace, in real milliseconds. */
const EVERY = 300

/** Each holds a connection. */
const MOST_WATCHERS = 32

const Glance = Type.Object(
  {
    workspaces: Type.Array(Type.String({ examples: ['default'] }), { description: 'The open workspaces.' }),
    calls: Type.Integer({ description: 'The number of the last call; 0 before the first.', examples: [3] }),
    changes: Type.Integer({ description: 'Counts changes of the data.', examples: [12] }),
    controls: Type.String({
      description: 'Changes when faults or snapshots change, or after a verification.',
      examples: ['fault-1 before 0']
    }),
    clock: Type.Optional(ClockFace)
  },
  {
    description: 'The data of one event.',
    examples: [
      {
        workspaces: ['default'],
        calls: 3,
        changes: 12,
        controls: 'fault-1  0',
        clock: { now: '2026-01-15T09:30:00.000Z', frozen: true }
      }
    ]
  }
)
type Glance = Type.Static<typeof Glance>

/**
 * Notifies watchers when a workspace changes. A watched workspace is polled, so the rest of the program need not know
 * about it, and without watchers nothing runs.
 */
export const streamFrom = ({ server }: FastifyInstance) => {
  let watchers = 0
  return ({ registry }: Services) =>
    async (app: FastifyInstance) => {
      app.get(
        '/stream',
        {
          schema: {
            tags: ['Stream'],
            operationId: 'watch',
            summary: 'Get server-sent events when calls come, data changes or the clock moves',
            response: {
              200: {
                description: 'One event immediately, and one per change.',
                content: { 'text/event-stream': { schema: Glance } }
              }
            }
          }
        },
        (request, reply) => {
          if (watchers === MOST_WATCHERS) throw tooManyRequests()
          watchers += 1
          const { workspace } = request
          let sent: Snapshot | undefined
          const look = () => {
            const seen = glanceAt(registry, workspace.name)
            if (!sent || hasChanged(sent, seen)) {
              reply.raw.write(`data: ${JSON.stringify(seen.glance)}\n\n`)
              sent = seen
            }
            // A closing server waits for its connections.
            if (!server.listening) reply.raw.end()
          }
          const timer = setInterval(look, EVERY).unref()
          reply.raw.once('close', () => {
            clearInterval(timer)
            watchers -= 1
          })
          reply.hijack()
          reply.raw.writeHead(200, {
            ...headersOf(reply.getHeaders()),
            'content-type': 'text/event-stream',
            'cache-control': 'no-store'
          })
          look()
        }
      )
    }
}

/** `drift` is a running clock's offset from the machine's, in milliseconds, or the time of a frozen one. */
type Snapshot = { glance: Glance; drift: number }

function glanceAt(registry: Registry, name: string): Snapshot {
  const workspaces = registry.names()
  const workspace = registry.find(name)
  if (!workspace) return { glance: { workspaces, calls: 0, changes: 0, controls: '' }, drift: 0 }
  const { journal, sql, faults, snapshots, clock } = workspace
  const glance = {
    workspaces,
    calls: journal.calls().at(-1)?.number ?? 0,
    changes: Number(sql('SELECT total_changes()').pluck().get()),
    controls: `${faults.list().map(({ id }) => id)} ${[...snapshots.keys()]} ${journal.verified}`,
    clock: { now: clock.timestamp(), frozen: clock.frozen }
  }
  return { glance, drift: clock.frozen ? clock.now() : clock.now() - elapsed() }
}

/** More than the machine's two clocks can differ. */
const MOVED = 50

function hasChanged(sent: Snapshot, seen: Snapshot): boolean {
  const text = ({ glance }: Snapshot) => JSON.stringify({ ...glance, clock: glance.clock?.frozen })
  return Math.abs(sent.drift - seen.drift) > MOVED || text(sent) !== text(seen)
}

/** Fastify's headers may also be numbers or lists. */
const headersOf = (headers: ReturnType<FastifyReply['getHeaders']>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
