import { Type } from 'typebox'
import {
  Counted,
  Found,
  JournalEntryInFull,
  NotVerified,
  Report,
  Verified
} from '../controls/journal/answers.ts'
import { LatestPage, LatestQuery } from '../controls/journal/latest.ts'
import { Match, MatchInQuery, Verify } from '../controls/journal/schema.ts'
import { differenceText, journalOf } from '../controls/journal/verbs.ts'
import type { AdminRoutes } from '../http/services.ts'

const tags = ['Journal']

export const routes: AdminRoutes = (services) => async (app) => {
  app.get(
    '/journal',
    {
      schema: {
        tags,
        operationId: 'readJournal',
        summary: 'List calls',
        querystring: MatchInQuery,
        response: { 200: Found }
      }
    },
    async ({ workspace, query }) => found(journalOf(workspace, services), query)
  )

  app.get(
    '/journal/latest',
    {
      schema: {
        tags,
        operationId: 'readLatest',
        summary: 'Read calls page by page, newest first, without bodies',
        querystring: LatestQuery,
        response: { 200: LatestPage }
      }
    },
    async ({ workspace, query }) => {
      const { entries, more } = journalOf(workspace, services).latest(query)
      return { entries, ...(more && { next_before: entries.at(-1)?.number }) }
    }
  )

  app.get(
    '/journal/:number',
    {
      schema: {
        tags,
        operationId: 'readCall',
        summary: 'Read one call in full',
        params: Type.Object({
          number: Type.Integer({ minimum: 1, description: 'The number of the call.', examples: [1] })
        }),
        response: { 200: JournalEntryInFull }
      }
    },
    async ({ workspace, params }) => journalOf(workspace, services).read(params.number)
  )

  app.post(
    '/journal/find',
    {
      schema: {
        tags,
        operationId: 'findInJournal',
        summary: 'Find calls, by body too',
        body: Match,
        response: { 200: Found }
      }
    },
    async ({ workspace, body }) => found(journalOf(workspace, services), body)
  )

  app.post(
    '/journal/count',
    {
      schema: {
        tags,
        operationId: 'countInJournal',
        summary: 'Count calls',
        body: Match,
        response: {
          200: Counted
        }
      }
    },
    async ({ workspace, body }) => {
      const { count, forgotten } = found(journalOf(workspace, services), body)
      return { count, forgotten }
    }
  )

  app.post(
    '/journal/clear',
    {
      schema: {
        tags,
        operationId: 'clearJournal',
        summary: 'Forget matching calls',
        body: Match,
        response: {
          200: Type.Object(
            { removed: Type.Integer({ examples: [1] }) },
            { description: 'The number of forgotten calls.' }
          )
        }
      }
    },
    async ({ workspace, body }) => ({ removed: journalOf(workspace, services).clear(body) })
  )

  app.post(
    '/verify',
    {
      schema: {
        tags,
        operationId: 'verify',
        summary: 'Verify that the expected calls were made',
        body: Verify,
        response: { 200: Verified, 409: NotVerified }
      }
    },
    async ({ workspace, body }, reply) => {
      const differences = journalOf(workspace, services).verify(body.calls, body.in_order)
      if (!differences.length) return { verified: true }
      const message = differenceText(differences)
      return reply.code(409).send({ statusCode: 409, error: 'Conflict', message, differences })
    }
  )

  app.get(
    '/report',
    {
      schema: {
        tags,
        operationId: 'report',
        summary: 'Get advice about the client',
        response: { 200: Report }
      }
    },
    async ({ workspace }) => journalOf(workspace, services).report()
  )
}

function found(journal: ReturnType<typeof journalOf>, match: Match) {
  const entries = journal.find(match)
  return { count: entries.length, entries, ...journal.forgotten() }
}
