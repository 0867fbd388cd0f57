import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { addressOf } from './address.ts'
import { buildApp } from './app.ts'
import { check } from './in-process/arguments.ts'
import { fetchFrom } from './in-process/fetch.ts'
import { type Interception, intercept } from './in-process/intercept.ts'
import { checkMockOptions, type MockOptions } from './in-process/options.ts'
import type { InstantlyMock } from './in-process/types.ts'
import { holdWorkspace } from './in-process/workspace.ts'
import { workspaceNameFor } from './keys/workspace-name.ts'
import { fixtureOf, readFixture } from './workspace/fixture.ts'
import { usualState } from './workspace/prebuilt.ts'

export type { ClockFace, ClockMoved } from './controls/clock/schema.ts'
export type { Fault, NewFault } from './controls/faults/schema.ts'
export type { Inbound } from './controls/inbound/schema.ts'
export type { JournalEntry, Report } from './controls/journal/answers.ts'
export type { Expectation, Match } from './controls/journal/schema.ts'
export type { PlanChanges, PlanFace as Plan } from './controls/plan/schema.ts'
export type { LimitChanges as Limits } from './controls/rate-limits/schema.ts'
export type { DeliveryExpectation, DeliveryFace as Delivery } from './deliveries/control/schema.ts'
export type * from './in-process/controls.ts'
export type { Interception } from './in-process/intercept.ts'
export type { InterceptOptions, MockOptions } from './in-process/options.ts'
export type * from './in-process/types.ts'
export type { Grant } from './keys/schema.ts'
export type { AccountCampaignMapping } from './resources/account-campaign-mappings/schema.ts'
export type { Account } from './resources/accounts/schema.ts'
export type { BackgroundJob } from './resources/background-jobs/schema.ts'
export type { BlockListEntry } from './resources/block-lists-entries/schema.ts'
export type { Campaign } from './resources/campaigns/schema.ts'
export type { CustomTagMapping } from './resources/custom-tag-mappings/schema.ts'
export type { CustomTag } from './resources/custom-tags/schema.ts'
export type { EmailVerification } from './resources/email-verification/schema.ts'
export type { Email } from './resources/emails/schema.ts'
export type { LeadLabel } from './resources/lead-labels/schema.ts'
export type { LeadList } from './resources/lead-lists/schema.ts'
export type { Lead } from './resources/leads/schema.ts'
export type { CampaignSubsequence } from './resources/subsequences/schema.ts'
export type { WebhookEvent } from './resources/webhook-events/schema.ts'
export type { Webhook } from './resources/webhooks/schema.ts'

const SomeText = Type.String({ minLength: 1 })

/**
 * The emulator inside this process: your own Instantly API, for tests.
 * @example
 * const mock = await createInstantlyMock()
 * const { key, verify } = await mock.workspace()
 * await runMyProgram({ baseUrl: mock.url, apiKey: key })
 * verify([{ operation_id: 'createCampaign', body: { name: 'Spring' } }])
 * await mock.close()
 * @example
 * // No port, and no change to a program that has https://api.instantly.ai written into it
 * await using mock = await createInstantlyMock({ port: false })
 * mock.intercept()
 */
export async function createInstantlyMock(options: MockOptions = {}): Promise<InstantlyMock> {
  checkMockOptions(options)
  const {
    port = 0,
    host = '127.0.0.1',
    fixture,
    data,
    keys = {},
    workspaceLimit: limit,
    webhookHosts
  } = options
  const { seed = usualState.seed, seedSize = usualState.size } = options
  const begin = typeof fixture === 'string' ? readFixture(fixture) : fixture && fixtureOf(fixture, 'fixture')
  const initialState = { seed, size: seedSize, fixture: begin, limit }
  const app = await buildApp({ initialState, data, keys: new Map(Object.entries(keys)), webhookHosts })
  const { registry } = app.services
  const interceptions: Interception[] = []
  let made = 0

  const close = async () => {
    for (const interception of interceptions) interception.stop()
    await app.close()
  }
  const freshName = () => {
    do made += 1
    while (registry.has(`fresh-${made}`))
    return `fresh-${made}`
  }
  try {
    const image = await registry.begin()
    await (port === false ? app.ready() : app.listen({ port, host }))
    const url = port === false ? 'http://localhost' : `http://${addressOf(app.server)}`
    return {
      ...holdWorkspace(await registry.open('default'), app),
      url,
      async workspace(name) {
        if (name === undefined) return holdWorkspace(registry.create(freshName(), image), app)
        check(SomeText, name, 'workspace: name')
        return holdWorkspace(await registry.open(workspaceNameFor(name)), app)
      },
      intercept(options) {
        const interception = intercept(fetchFrom(app), new URL(url), options)
        interceptions.push(interception)
        return interception
      },
      inject: app.inject.bind(app) as FastifyInstance['inject'],
      close,
      [Symbol.asyncDispose]: close
    }
  } catch (error) {
    await close()
    throw error
  }
}
