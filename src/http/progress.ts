import { clearInterval, setInterval } from 'node:timers'
import type { FastifyRequest } from 'fastify'
import { instantText } from '../world/clock.ts'

/** How often to tell, in real milliseconds. */
const EVERY = 1000

/** While the request's work on its workspace lasts, logs each second to which instant it has come. */
export async function logProgress<T>({ log, workspace }: FastifyRequest, work: Promise<T>): Promise<T> {
  const { name, clock, schedule, isDue } = workspace
  const reached = () => instantText(isDue() ? schedule.next() : clock.now())
  const tell = () => log.info({ workspace: name }, `${name} has reached ${reached()}`)
  const timer = setInterval(tell, EVERY)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}
