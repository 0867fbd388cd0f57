// A program that has the real host written into it, and swallows its errors.
import { get } from 'node:https'

await fetch('https://api.instantly.ai/api/v2/campaigns').catch((error) =>
  console.log('fetch', error.cause.code)
)
get('https://api.instantly.ai/api/v2/campaigns').on('error', (error) => console.log('https', error.code))
