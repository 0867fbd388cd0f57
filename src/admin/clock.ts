import { Type } from 'typebox'
import { At, By, ClockFace, ClockMoved, Settle, To } from '../controls/clock/schema.ts'
import { clockOf } from '../controls/clock/verbs.ts'
import { logProgress } from '../http/progress.ts'
import type { AdminRoutes } from '../http/services.ts'

const closed = { additionalProperties: false }
const tags = ['Clock']
const response = { 200: ClockFace }
const moved = { 200: ClockMoved }

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/clock',
    { schema: { tags, operationId: 'readClock', summary: 'Read the clock', response } },
    async ({ workspace }) => clockOf(workspace).read()
  )

  app.post(
    '/clock/freeze',
    {
      schema: {
        tags,
        operationId: 'freezeClock',
        summary: 'Freeze the clock',
        body: Type.Object(
          { at: At, settle: Settle },
          { ...closed, examples: [{ at: '2026-01-15T09:30:00Z' }] }
        ),
        response
      }
    },
    async (request) => logProgress(request, clockOf(request.workspace).freeze(request.body.at, request.body))
  )

  app.post(
    '/clock/set',
    {
      schema: {
        tags,
        operationId: 'setClock',
        summary: 'Set the clock; it keeps running unless frozen',
        body: Type.Object(
          { to: To, settle: Settle },
          { ...closed, examples: [{ to: '2026-01-15T09:30:00Z' }] }
        ),
        response: moved
      }
    },
    async (request) => logProgress(request, clockOf(request.workspace).set(request.body.to, request.body))
  )

  app.post(
    '/clock/advance',
    {
      schema: {
        tags,
        operationId: 'advanceClock',
        summary: 'Advance the clock, running or frozen',
        body: Type.Object({ by: By, settle: Settle }, { ...closed, examples: [{ by: '3d' }] }),
        response: moved
      }
    },
    async (request) => logProgress(request, clockOf(request.workspace).advance(request.body.by, request.body))
  )

  app.post(
    '/clock/run',
    { schema: { tags, operationId: 'runClock', summary: "Follow the machine's time again", response } },
    async (request) => logProgress(request, clockOf(request.workspace).run())
  )
}
