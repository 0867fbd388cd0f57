// A program that has the real host written into it, and sends by all that it has, from a worker thread, too.
import { once } from 'node:events'
import { request } from 'node:https'
import { isMainThread, Worker } from 'node:worker_threads'

const where = isMainThread ? 'main' : 'worker'
const headers = { authorization: `Bearer ${process.env.INSTANTLY_KEY}` }
const { status } = await fetch('https://api.instantly.ai/api/v2/campaigns', { headers })
console.log(where, 'fetch', status)
const [answer] = await once(
  request('https://api.instantly.ai/api/v2/campaigns', { headers }).end(),
  'response'
)
console.log(where, 'https', answer.resume().statusCode)
if (isMainThread) await once(new Worker(new URL(import.meta.url)), 'exit')
