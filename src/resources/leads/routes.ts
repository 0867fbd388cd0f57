import type { Routes } from '../../http/routes.ts'
import { pageOf } from '../../world/list.ts'
import { entity, exampleId, idInPath } from '../schemas.ts'
import { AddedLeads, AddLeads } from './add.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { CreateLead, DeletedLeads, DeleteLeads, ListLeads, PatchLead } from './requests.ts'
import { Lead } from './schema.ts'

const params = idInPath('lead')

export const routes: Routes = async (app) => {
  app.register(bulkRoutes)

  app.post(
    '/leads',
    {
      config: { scope: 'leads:create' },
      schema: {
        operationId: 'createLead',
        summary: 'Create a lead, or get the existing one',
        body: CreateLead,
        response: {
          200: entity(Lead, 'The lead.', {
            email_open_count: 0,
            status_summary: {},
            website: '',
            payload: {
              firstName: 'Ben',
              lastName: 'Example',
              companyName: 'Example Ltd',
              website: '',
              personalization: 'I liked your talk on tea.',
              email: 'ben@example.net',
              favouriteTea: 'Assam',
              campaign: exampleId
            },
            esp_code: null
          })
        }
      }
    },
    async ({ workspace, body }) => workspace.leads.create(body)
  )

  app.post(
    '/leads/add',
    {
      config: { scope: 'leads:create' },
      schema: {
        operationId: 'bulkAddLeads',
        summary: 'Add up to 1000 leads to a campaign or a list',
        body: AddLeads,
        response: { 200: AddedLeads }
      }
    },
    async ({ workspace, body }) => workspace.leads.add(body)
  )

  app.post(
    '/leads/list',
    {
      config: { scope: 'leads:read' },
      schema: {
        operationId: 'listLeads',
        summary: 'List leads by ascending id',
        body: ListLeads,
        response: { 200: pageOf(Lead, 'A page of leads.', exampleId) }
      }
    },
    async ({ workspace, body }) => workspace.leads.list(body)
  )

  app.delete(
    '/leads',
    {
      config: { scope: 'leads:delete' },
      schema: {
        operationId: 'bulkDeleteLeads',
        summary: 'Delete leads of a campaign or a list',
        body: DeleteLeads,
        response: { 200: DeletedLeads }
      }
    },
    async ({ workspace, body }) => workspace.leads.deleteSeveral(body)
  )

  app.get(
    '/leads/:id',
    {
      config: { scope: 'leads:read' },
      schema: {
        operationId: 'getLead',
        summary: 'Get a lead',
        params,
        response: { 200: entity(Lead, 'The lead.') }
      }
    },
    async ({ workspace, params }) => workspace.leads.read(params.id)
  )

  app.patch(
    '/leads/:id',
    {
      config: { scope: 'leads:update' },
      schema: {
        operationId: 'patchLead',
        summary: 'Change a lead',
        params,
        body: PatchLead,
        response: {
          200: entity(Lead, 'The lead after the change.', {
            status: 3,
            payload: { firstName: 'Benjamin', favouriteTea: 'Assam' }
          })
        }
      }
    },
    async ({ workspace, params, body }) => workspace.leads.patch(params.id, body)
  )

  app.delete(
    '/leads/:id',
    {
      config: { scope: 'leads:delete' },
      schema: {
        operationId: 'deleteLead',
        summary: 'Delete a lead',
        params,
        response: { 200: entity(Lead, 'The lead, now deleted.') }
      }
    },
    async ({ workspace, params }) => workspace.leads.delete(params.id)
  )
}
