// node --import instantly-mock/redirect app.js
//
// Sends what the program would send to https://api.instantly.ai to the server at INSTANTLY_MOCK_URL instead. With
// INSTANTLY_MOCK_TRIPWIRE=1 it refuses that, loudly.
import { env } from 'node:process'
import { intercept } from './mock/intercept.ts'

const target = new URL(env.INSTANTLY_MOCK_URL ?? 'http://127.0.0.1:3000')

intercept(
  async (request) => {
    const { pathname, search } = new URL(request.url)
    const body = request.body ? await request.arrayBuffer() : undefined
    const headers = new Headers(request.headers)
    headers.delete('host')
    return fetch(new URL(pathname + search, target), {
      method: request.method,
      headers,
      body,
      redirect: 'manual'
    })
  },
  target.origin,
  { tripwire: env.INSTANTLY_MOCK_TRIPWIRE === '1' }
)
