// A program that has the real host written into it.
import { once } from 'node:events'
import { request } from 'node:https'
import { json } from 'node:stream/consumers'

const authorization = `Bearer ${process.env.INSTANTLY_KEY}`

const answer = await fetch('https://api.instantly.ai/api/v2/custom-tags', {
  method: 'POST',
  headers: { authorization, 'content-type': 'application/json' },
  body: JSON.stringify({ label: 'Made by fetch' })
})
console.log('fetch', answer.status, (await answer.json()).label)

const sent = request('https://api.instantly.ai/api/v2/campaigns?limit=1', {
  headers: { authorization }
}).end()
const [received] = await once(sent, 'response')
console.log('https', received.statusCode, (await json(received)).items.length, 'campaign')
