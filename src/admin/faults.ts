import { Type } from 'typebox'
import { Fault, NewFault } from '../controls/faults/schema.ts'
import { faultsOf } from '../controls/faults/verbs.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Faults']
const params = Type.Object({
  id: Type.String({ description: 'The id of the fault.', examples: ['fault-1'] })
})
const response = { 200: Fault }

export const routes: AdminRoutes = () => async (app) => {
  app.post(
    '/faults',
    { schema: { tags, operationId: 'addFault', summary: 'Make calls fail', body: NewFault, response } },
    async ({ workspace, body }) => faultsOf(workspace).add(body)
  )

  app.get(
    '/faults',
    {
      schema: {
        tags,
        operationId: 'listFaults',
        summary: 'List the faults with their counts',
        response: { 200: Type.Object({ faults: Type.Array(Fault) }, { description: 'The faults.' }) }
      }
    },
    async ({ workspace }) => ({ faults: faultsOf(workspace).list() })
  )

  app.delete(
    '/faults',
    {
      schema: {
        tags,
        operationId: 'clearFaults',
        summary: 'Remove all faults',
        response: {
          200: Type.Object(
            { success: Type.Boolean({ examples: [true] }) },
            { description: 'All faults are removed.' }
          )
        }
      }
    },
    async ({ workspace }) => {
      faultsOf(workspace).clear()
      return { success: true }
    }
  )

  app.get(
    '/faults/:id',
    {
      schema: { tags, operationId: 'readFault', summary: 'Read a fault with its counts', params, response }
    },
    async ({ workspace, params }) => faultsOf(workspace).read(params.id)
  )

  app.post(
    '/faults/:id/release',
    { schema: { tags, operationId: 'releaseFault', summary: 'Release stalled calls', params, response } },
    async ({ workspace, params }) => faultsOf(workspace).release(params.id)
  )

  app.delete(
    '/faults/:id',
    {
      schema: {
        tags,
        operationId: 'removeFault',
        summary: 'Remove a fault and release the calls that it stalls',
        params,
        response
      }
    },
    async ({ workspace, params }) => faultsOf(workspace).remove(params.id)
  )
}
