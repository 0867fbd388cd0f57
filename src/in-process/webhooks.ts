import { Type } from 'typebox'
import {
  FindDeliveries,
  Redeliver,
  Release,
  SetMode,
  VerifyDeliveries
} from '../deliveries/control/schema.ts'
import { deliveriesOf } from '../deliveries/control/verbs.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { check } from './arguments.ts'
import type { WorkspaceWebhooks } from './controls.ts'
import { VerifyOptions } from './options.ts'
import { requireVerified } from './verified.ts'

const Received = Type.Omit(FindDeliveries, ['state'], { additionalProperties: false })

/** A workspace's deliveries, as the library offers them to tests. */
export function holdWebhooks(workspace: Workspace): WorkspaceWebhooks {
  const deliveries = deliveriesOf(workspace)
  return {
    setMode(mode) {
      check(SetMode.properties.mode, mode, 'webhooks.setMode: mode')
      return deliveries.setMode(mode)
    },
    async received(query = {}) {
      check(Received, query, 'webhooks.received: query')
      return deliveries.received(query)
    },
    find(query = {}) {
      check(FindDeliveries, query, 'webhooks.find: query')
      return deliveries.find(query)
    },
    release(which = {}) {
      check(Release, which, 'webhooks.release: which')
      return deliveries.release(which)
    },
    redeliver(ids) {
      check(Redeliver.properties.ids, ids, 'webhooks.redeliver: ids')
      return deliveries.redeliver(ids)
    },
    idle: deliveries.idle,
    async verify(expected, options = {}) {
      check(VerifyDeliveries.properties.deliveries, expected, 'webhooks.verify: deliveries')
      check(VerifyOptions, options, 'webhooks.verify: options')
      requireVerified(await deliveries.verify(expected, options.inOrder))
    }
  }
}
