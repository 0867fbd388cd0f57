import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { entity, exampleId, idInPath } from '../schemas.ts'
import {
  CreateCustomTag,
  CustomTag,
  ListCustomTags,
  PatchCustomTag,
  Success,
  ToggleResource
} from './schema.ts'

const params = idInPath('tag')

export const routes: Routes = async (app) => {
  app.get(
    '/custom-tags',
    {
      config: { scope: 'custom_tags:read' },
      schema: {
        operationId: 'listCustomTag',
        summary: 'List tags by ascending id',
        querystring: ListCustomTags,
        response: { 200: pageOf(CustomTag, 'A page of tags.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.customTags.list(query)
  )

  app.post(
    '/custom-tags',
    {
      config: { scope: 'custom_tags:create' },
      schema: {
        operationId: 'createCustomTag',
        summary: 'Create a tag',
        body: CreateCustomTag,
        response: { 200: entity(CustomTag, 'The new tag.') }
      }
    },
    async ({ workspace, body }) => workspace.customTags.create(body)
  )

  app.post(
    '/custom-tags/toggle-resource',
    {
      schema: {
        operationId: 'toggleTagResource',
        summary: 'Add tags to campaigns or accounts, or remove them',
        body: ToggleResource,
        response: { 200: Success }
      }
    },
    async ({ workspace, body }) => workspace.customTags.toggle(body)
  )

  app.get(
    '/custom-tags/:id',
    {
      config: { scope: 'custom_tags:read' },
      schema: {
        operationId: 'getCustomTag',
        summary: 'Get a tag',
        params,
        response: { 200: entity(CustomTag, 'The tag.') }
      }
    },
    async ({ workspace, params }) => workspace.customTags.read(params.id)
  )

  app.patch(
    '/custom-tags/:id',
    {
      config: { scope: 'custom_tags:update' },
      schema: {
        operationId: 'patchCustomTag',
        summary: 'Change a tag',
        params,
        body: PatchCustomTag,
        response: { 200: entity(CustomTag, 'The tag after the change.') }
      }
    },
    async ({ workspace, params, body }) => workspace.customTags.patch(params.id, body)
  )

  app.delete(
    '/custom-tags/:id',
    {
      config: { scope: 'custom_tags:delete' },
      schema: {
        operationId: 'deleteCustomTag',
        summary: 'Delete a tag, and remove it from everything',
        params,
        response: { 200: entity(CustomTag, 'The tag, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.customTags.remove(params.id)
  )
}
