import { collection as campaigns } from '../campaigns/store.ts'
import type { SeedContext } from '../resource.ts'
import { collection as webhooks } from '../webhooks/store.ts'
import type { WebhookEvent } from './schema.ts'

const DAY = 86_400_000
/** The delays before the second and the third call: 10 seconds, then 30. */
const waitAfter = (retry_count: number) => 10_000 * 3 ** retry_count

/** The outcome of each call for one event. */
const courses: readonly (readonly number[])[] = [[200], [404, 200], [204], [0, 500, 404], [200]]
const reasons: Record<number, string> = {
  0: 'connect ECONNREFUSED 127.0.0.1',
  404: 'HTTP 404: Not Found',
  500: 'HTTP 500: Internal Server Error'
}

/** One or two events per webhook, each with calls until one succeeded or three failed. */
export function seed({ world, faker }: SeedContext): WebhookEvent[] {
  const [campaign] = campaigns(world).all()
  return webhooks(world)
    .all()
    .flatMap(({ target_hook_url: webhook_url, event_type, timestamp_created }, number) => {
      const [course = []] = courses.slice(number % courses.length)
      const lead_email =
        event_type === 'account_error' ? undefined : faker.internet.exampleEmail().toLowerCase()
      const began = Date.parse(timestamp_created) + faker.number.int({ min: 1, max: DAY })
      const group = course.length > 1 ? world.ids.v4() : undefined
      const payload = {
        timestamp: new Date(began).toISOString(),
        event_type: event_type ?? 'Asked for prices',
        workspace: world.organization,
        ...(campaign && { campaign_id: campaign.id, campaign_name: campaign.name }),
        ...(lead_email && { lead_email })
      }
      let at = began
      return course.map((status, retry_count): WebhookEvent => {
        at += retry_count && waitAfter(retry_count - 1)
        const success = status >= 200 && status < 300
        const will_retry = !success && retry_count + 1 < course.length
        const timestamp = new Date(at).toISOString()
        return {
          id: world.ids.v7(at),
          timestamp_created: timestamp,
          timestamp_created_date: timestamp.slice(0, 10),
          organization_id: world.organization,
          ...(number % 7 !== 6 && { payload }),
          success,
          retry_count,
          will_retry,
          webhook_url,
          ...(status && { status_code: status, response_time_ms: faker.number.int({ min: 3, max: 900 }) }),
          ...(!success && { error_message: reasons[status] }),
          ...(will_retry && { timestamp_next_retry: new Date(at + waitAfter(retry_count)).toISOString() }),
          ...(group !== undefined && { retry_group_id: group }),
          ...(retry_count && { retry_successful: success }),
          ...(lead_email && { lead_email })
        }
      })
    })
}
