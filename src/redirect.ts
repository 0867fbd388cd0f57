// node --import instantly-mock/redirect app.js
//
// Sends what the program would send to https://api.instantly.ai to the server at INSTANTLY_MOCK_URL instead. With
// INSTANTLY_MOCK_TRIPWIRE=true it refuses that, loudly.
import { env } from 'node:process'
import { intercept } from './in-process/intercept.ts'

const given = env.INSTANTLY_MOCK_URL || 'http://127.0.0.1:3000'
const url = URL.parse(given)
if (!url || !['http:', 'https:'].includes(url.protocol)) {
  throw new Error(
    `INSTANTLY_MOCK_URL is ${given}, wanted a URL of http or https such as http://127.0.0.1:3000`
  )
}
const { origin } = url

const tripwire = env.INSTANTLY_MOCK_TRIPWIRE || 'false'
if (!['true', '1', 'false', '0'].includes(tripwire)) {
  throw new Error(`INSTANTLY_MOCK_TRIPWIRE is ${tripwire}, wanted true or false`)
}

/** What is said to the next server, not to the one behind it; fetch says its own. */
const toNextServer = [
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
  'upgrade'
]

intercept(
  async (request) => {
    const { pathname, search } = new URL(request.url)
    const headers = new Headers(request.headers)
    for (const name of toNextServer) headers.delete(name)
    const body = await request.arrayBuffer()
    return fetch(new URL(pathname + search, origin), {
      method: request.method,
      headers,
      body: body.byteLength ? body : undefined,
      redirect: 'manual',
      signal: request.signal
    }).catch((error) => {
      if (error.cause?.code === 'ECONNREFUSED') console.error(`instantly-mock: nothing answers at ${origin}`)
      throw error
    })
  },
  origin,
  { tripwire: ['true', '1'].includes(tripwire) }
)
