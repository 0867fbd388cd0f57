import { clearInterval, setInterval } from 'node:timers'
import type { FastifyRequest } from 'fastify'
import { instantText } from '../world/clock.ts'

/** The interval between reports, in real milliseconds. */
const EVERY = 1000

/** Logs every second which instant the work on the request's workspace has reached. */
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
