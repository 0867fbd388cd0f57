// node --import instantly-mock/redirect app.js
//
// Sends what the program, and its worker threads, would send to https://api.instantly.ai to the server at
// INSTANTLY_MOCK_URL instead. With INSTANTLY_MOCK_TRIPWIRE=true it refuses them and prints an error.
import { env } from 'node:process'
import { forwardTo } from './in-process/forward.ts'
import { intercept } from './in-process/intercept.ts'
import { isRealHost } from './in-process/real-host.ts'

const given = env.INSTANTLY_MOCK_URL || 'http://127.0.0.1:3000'
const url = URL.parse(given)
if (!url || !['http:', 'https:'].includes(url.protocol) || isRealHost(url.hostname)) {
  throw new Error(
    `INSTANTLY_MOCK_URL is ${given}, wanted a URL of http or https such as http://127.0.0.1:3000`
  )
}

const tripwire = env.INSTANTLY_MOCK_TRIPWIRE || 'false'
if (!['true', '1', 'false', '0'].includes(tripwire)) {
  throw new Error(`INSTANTLY_MOCK_TRIPWIRE is ${tripwire}, wanted true or false`)
}

intercept(forwardTo(url), url, { tripwire: ['true', '1'].includes(tripwire) })
