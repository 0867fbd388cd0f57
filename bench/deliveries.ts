// The cost of 10,000 events to a slow receiver for other requests: node bench/deliveries.ts prints it as JSON.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { buildApp } from '../src/app.ts'
import { resident } from './usage.ts'

const EVENTS = 10_000
/** The receiver's delay for each, in milliseconds. */
const SLOW = 5
const CALLS = 2000

/** In a separate thread. */
async function receive() {
  const server = createServer(async (request, answer) => {
    request.resume()
    await pause(SLOW)
    answer.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  parentPort?.postMessage((server.address() as AddressInfo).port)
}

async function measure() {
  const receiver = new Worker(new URL(import.meta.url))
  const [port] = await once(receiver, 'message')
  const app = await buildApp({ initialState: { seed: 1, size: 120 } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const headers = { authorization: 'Bearer mock_default' }
  /** The median of consecutive calls, in milliseconds. */
  const median = async () => {
    const times: number[] = []
    for (let call = 0; call < CALLS; call += 1) {
      const begin = performance.now()
      await (await fetch(`${url}/api/v2/campaigns?limit=10`, { headers })).text()
      times.push(performance.now() - begin)
    }
    return times.toSorted((a, b) => a - b)[CALLS / 2] ?? 0
  }
  const workspace = await app.services.registry.open('default')
  workspace.webhooks.create({ target_hook_url: `http://127.0.0.1:${port}/`, event_type: 'email_sent' })
  await median()
  const before = { call_ms: await median(), MiB: resident(process.pid) }

  const began = performance.now()
  workspace.transaction(() => {
    for (let event = 0; event < EVENTS; event += 1) workspace.events.emit({ type: 'email_sent' })
  })
  const queued_ms = performance.now() - began
  const call_ms = await median()
  const { waiting: waiting_then } = workspace.deliveries.counts()
  while (!(await workspace.deliveries.idle()));
  const delivered_s = (performance.now() - began) / 1000
  const meanwhile = { call_ms, times: call_ms / before.call_ms, waiting_then }
  const after = { MiB: resident(process.pid), delivered: workspace.deliveries.counts().delivered }
  console.log(JSON.stringify({ before, queued_ms, meanwhile, delivered_s, after }))
  await app.close()
  await receiver.terminate()
}

await (isMainThread ? measure() : receive())
