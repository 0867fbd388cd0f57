import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { exampleTime } from '../schemas.ts'
import { CustomTagMapping, ListCustomTagMappings } from './schema.ts'

export const routes: Routes = async (app) => {
  app.get(
    '/custom-tag-mappings',
    {
      config: { scope: 'custom_tag_mappings:read' },
      schema: {
        operationId: 'listCustomTagMapping',
        summary: 'List the assignments of tags, newest first',
        querystring: ListCustomTagMappings,
        response: { 200: pageOf(CustomTagMapping, 'A page of mappings.', exampleTime) }
      }
    },
    async ({ workspace, query }) => workspace.customTagMappings.list(query)
  )
}
