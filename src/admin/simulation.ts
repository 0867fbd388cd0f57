import { Type } from 'typebox'
import { logProgress } from '../http/progress.ts'
import { bodyMayBeAbsent } from '../http/routes.ts'
import type { AdminRoutes } from '../http/services.ts'
import { exampleId, integer, text } from '../resources/schemas.ts'
import {
  EventNow,
  EventResult,
  RunResult,
  RunUntil,
  SimulationFace,
  TimelineQuery,
  TimelineRow,
  Why
} from '../simulation/control/schema.ts'
import { simulationOf } from '../simulation/control/verbs.ts'
import { KeptPlan, NewPlans } from '../simulation/plans/schema.ts'
import { SimulationChanges } from '../simulation/settings.ts'
import { pageOf } from '../world/list.ts'
import { Success, success } from './success.ts'

const tags = ['Simulator']
const ofCampaign = Type.Object({ campaign: text('The campaign or subsequence.', exampleId) })
const ofPlan = Type.Object({ plan: integer('The plan.', 1) })
const Plans = Type.Object({ plans: Type.Array(KeptPlan) }, { description: 'The plans.' })

export const routes: AdminRoutes = () => async (app) => {
  app.get(
    '/simulation',
    {
      schema: {
        tags,
        operationId: 'readSimulation',
        summary: "Read the simulator's settings, its seed and what is due next",
        response: { 200: SimulationFace }
      }
    },
    async ({ workspace }) => simulationOf(workspace).settings()
  )

  app.patch(
    '/simulation',
    {
      schema: {
        tags,
        operationId: 'changeSimulation',
        summary: "Change the simulator's settings or its seed",
        body: SimulationChanges,
        response: { 200: SimulationFace }
      }
    },
    async ({ workspace, body }) => simulationOf(workspace).change(body)
  )

  app.post(
    '/simulation/run',
    {
      schema: {
        tags,
        operationId: 'runSimulation',
        summary: 'Run due work, jumping in time, until a condition is met',
        body: RunUntil,
        response: { 200: RunResult }
      }
    },
    async (request) => logProgress(request, simulationOf(request.workspace).run(request.body))
  )

  app.get(
    '/plans',
    { schema: { tags, operationId: 'listPlans', summary: 'List the plans', response: { 200: Plans } } },
    async ({ workspace }) => ({ plans: simulationOf(workspace).plans() })
  )

  app.post(
    '/plans',
    {
      schema: {
        tags,
        operationId: 'plant',
        summary: 'Plant reactions to outgoing emails',
        body: NewPlans,
        response: { 200: Plans }
      }
    },
    async ({ workspace, body }) => ({ plans: simulationOf(workspace).plant(body) })
  )

  app.delete(
    '/plans/:plan',
    {
      schema: {
        tags,
        operationId: 'removePlan',
        summary: 'Remove a plan; reactions already scheduled still happen',
        params: ofPlan,
        response: { 200: Success }
      }
    },
    async ({ workspace, params }) => {
      simulationOf(workspace).removePlan(params.plan)
      return success
    }
  )

  app.delete(
    '/plans',
    {
      preValidation: bodyMayBeAbsent,
      schema: { tags, operationId: 'clearPlans', summary: 'Remove all plans', response: { 200: Success } }
    },
    async ({ workspace }) => {
      simulationOf(workspace).clearPlans()
      return success
    }
  )

  app.post(
    '/events',
    {
      schema: {
        tags,
        operationId: 'letHappen',
        summary: 'Make an event happen now',
        body: EventNow,
        response: { 200: EventResult }
      }
    },
    async ({ workspace, body }) => simulationOf(workspace).happen(body)
  )

  app.get(
    '/timeline',
    {
      schema: {
        tags,
        operationId: 'readTimeline',
        summary: 'Read what happened and why',
        querystring: TimelineQuery,
        response: { 200: pageOf(TimelineRow, 'What happened.', '100') }
      }
    },
    async ({ workspace, query }) => simulationOf(workspace).timeline(query)
  )

  app.get(
    '/why/:campaign',
    {
      schema: {
        tags,
        operationId: 'why',
        summary: 'Explain why a campaign sends or does not',
        params: ofCampaign,
        response: { 200: Why }
      }
    },
    async ({ workspace, params }) => simulationOf(workspace).why(params.campaign)
  )
}
