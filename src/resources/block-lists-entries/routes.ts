import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { anyIdInPath, entity, exampleId } from '../schemas.ts'
import {
  BlockListCsv,
  BulkCreateBlockListEntries,
  BulkDeleteBlockListEntries,
  CreateBlockListEntry,
  CreatedBlockListEntries,
  DeletedBlockListEntries,
  ListBlockListEntries,
  PatchBlockListEntry,
  SelectBlockListEntries
} from './requests.ts'
import { BlockListEntry } from './schema.ts'

const params = anyIdInPath('entry')

export const routes: Routes = async (app) => {
  app.get(
    '/block-lists-entries',
    {
      config: { scope: 'block_list_entries:read' },
      schema: {
        operationId: 'listBlockListEntry',
        summary: 'List the block list, newest first',
        querystring: ListBlockListEntries,
        response: { 200: pageOf(BlockListEntry, 'A page of entries.', exampleId) }
      }
    },
    async ({ workspace, query }) => workspace.blockListEntries.list(query)
  )

  app.post(
    '/block-lists-entries',
    {
      config: { scope: 'block_list_entries:create' },
      schema: {
        operationId: 'createBlockListEntry',
        summary: 'Block an email or a domain',
        body: CreateBlockListEntry,
        response: { 200: entity(BlockListEntry, 'The new or existing entry.') }
      }
    },
    async ({ workspace, body }) => workspace.blockListEntries.create(body)
  )

  app.delete(
    '/block-lists-entries',
    {
      config: { scope: 'block_list_entries:delete' },
      schema: {
        operationId: 'deleteallBlockListEntry',
        summary: 'Unblock all entries that match the filters',
        querystring: SelectBlockListEntries,
        response: { 200: DeletedBlockListEntries }
      }
    },
    async ({ workspace, query }) => workspace.blockListEntries.removeAll(query)
  )

  app.get(
    '/block-lists-entries/download',
    {
      config: { scope: 'block_list_entries:read' },
      schema: {
        operationId: 'downloadBlockListEntry',
        summary: 'Download the block list as CSV, newest first',
        querystring: SelectBlockListEntries,
        response: {
          200: { description: 'The entries.', content: { 'text/csv': { schema: BlockListCsv } } }
        }
      }
    },
    async ({ workspace, query }, reply) => reply.type('text/csv').send(workspace.blockListEntries.csv(query))
  )

  app.post(
    '/block-lists-entries/bulk-create',
    {
      config: { scope: 'block_list_entries:create' },
      schema: {
        operationId: 'createblukBlockListEntry',
        summary: 'Block up to a thousand emails and domains',
        body: BulkCreateBlockListEntries,
        response: { 200: CreatedBlockListEntries }
      }
    },
    async ({ workspace, body }) => workspace.blockListEntries.createSeveral(body)
  )

  app.post(
    '/block-lists-entries/bulk-delete',
    {
      config: { scope: 'block_list_entries:delete' },
      schema: {
        operationId: 'deletebulkBlockListEntry',
        summary: 'Unblock up to a thousand entries',
        body: BulkDeleteBlockListEntries,
        response: { 200: DeletedBlockListEntries }
      }
    },
    async ({ workspace, body }) => workspace.blockListEntries.removeSeveral(body)
  )

  app.get(
    '/block-lists-entries/:id',
    {
      config: { scope: 'block_list_entries:read' },
      schema: {
        operationId: 'getBlockListEntry',
        summary: 'Get an entry',
        params,
        response: { 200: entity(BlockListEntry, 'The entry.') }
      }
    },
    async ({ workspace, params }) => workspace.blockListEntries.read(params.id)
  )

  app.patch(
    '/block-lists-entries/:id',
    {
      config: { scope: 'block_list_entries:update' },
      schema: {
        operationId: 'patchBlockListEntry',
        summary: 'Replace the value of an entry',
        params,
        body: PatchBlockListEntry,
        response: { 200: entity(BlockListEntry, 'The entry, changed.', { is_domain: false }) }
      }
    },
    async ({ workspace, params, body }) => workspace.blockListEntries.patch(params.id, body)
  )

  app.delete(
    '/block-lists-entries/:id',
    {
      config: { scope: 'block_list_entries:delete' },
      schema: {
        operationId: 'deleteBlockListEntry',
        summary: 'Unblock an entry',
        params,
        response: { 200: entity(BlockListEntry, 'The entry, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.blockListEntries.remove(params.id)
  )
}
