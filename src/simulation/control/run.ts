import { milliseconds } from '../../controls/clock/duration.ts'
import { LATEST } from '../../controls/clock/instant.ts'
import { madeSince } from '../../controls/clock/made-since.ts'
import type { Deliveries } from '../../deliveries/engine.ts'
import { ApiError, badRequest } from '../../errors.ts'
import { ACTIVE } from '../../resources/campaigns/status.ts'
import { inSlices } from '../../world/slices.ts'
import { runs } from '../runs.ts'
import type { Simulated } from '../simulated.ts'
import type { RunResult, RunUntil } from './schema.ts'

export type Runnable = Simulated & {
  settle(until?: number): Promise<void>
  arm(): void
  deliveries: Pick<Deliveries, 'idle' | 'counts' | 'last' | 'queuedSince'>
}

const USUAL = '90d'

/** Jumps from one due item to the next until the condition is met. */
export async function run(
  world: Runnable,
  { until, campaign, at_most = USUAL, settle: waits = true }: RunUntil
): Promise<RunResult> {
  const { clock, schedule, deliveries } = world
  if (campaign !== undefined && !world.campaigns.has(campaign))
    throw new ApiError(404, `There is no campaign ${campaign}`)
  const before = world.events.last()
  const madeBefore = deliveries.counts()
  const limit = clock.now() + milliseconds(at_most, 'at_most')
  if (limit >= LATEST) throw badRequest(`at_most is ${at_most}, wanted a time before the year 9999`)
  // A campaign that was just activated counts as running.
  await world.settle()
  const isReached = () => {
    if (until === 'next') return world.events.last() > before
    return until === 'completed' && !isRunning(world, campaign)
  }
  const moveTo = async (at: number) => {
    await world.settle(at)
    if (at > clock.now()) clock.set(at)
  }
  let stopped: RunResult['stopped'] | undefined
  const breathe = inSlices()
  while (!stopped) {
    await breathe()
    // A failed call is due again later.
    if (waits && schedule.next() === Number.POSITIVE_INFINITY) await deliveries.idle()
    const next = schedule.next()
    if (isReached()) stopped = until
    else if (next === Number.POSITIVE_INFINITY) stopped = 'idle'
    else if (next > limit) {
      await moveTo(limit)
      stopped = 'at_most'
    } else await moveTo(next)
  }
  world.arm()
  if (waits) await deliveries.idle()
  const happened = world.events.countsSince(before)
  const made = madeSince(madeBefore, deliveries.counts())
  const { frozen } = clock
  return { now: clock.timestamp(), frozen, stopped, happened, ...(made && { deliveries: made }) }
}

/** Whether the campaign, or any campaign activated here, is still sending. */
function isRunning(world: Simulated, campaign: string | undefined): boolean {
  const ids = campaign === undefined ? runs(world).all() : [campaign]
  return ids.some((id) => world.campaigns.has(id) && world.campaigns.require(id).status === ACTIVE)
}
