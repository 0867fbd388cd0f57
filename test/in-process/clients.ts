import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import axios from 'axios'
import * as undici from 'undici'

export type Answer = { status: number; type: string; body: unknown }
export type Sent = { method: string; headers: Record<string, string>; body?: string }
export type Client = (url: string, sent: Sent) => Promise<Answer>

const read = (status: number, type: unknown, body: string): Answer => ({
  status,
  type: String(type),
  body: JSON.parse(body)
})

const ofNode =
  (request: typeof http.request): Client =>
  async (url, { body, ...options }) => {
    const sent = request(url, options).end(body)
    const [answer] = (await once(sent, 'response')) as [http.IncomingMessage]
    return read(answer.statusCode ?? 0, answer.headers['content-type'], await text(answer))
  }

/** Clients that programs use, in one form. */
export const clients: Record<string, Client> = {
  fetch: async (url, sent) => {
    const answer = await fetch(url, sent)
    return read(answer.status, answer.headers.get('content-type'), await answer.text())
  },
  'node:http': (url, sent) => ofNode(http.request)(url.replace('https:', 'http:'), sent),
  'node:https': ofNode(https.request),
  'request of undici': async (url, sent) => {
    const answer = await undici.request(url, sent as undici.Dispatcher.RequestOptions)
    return read(answer.statusCode, answer.headers['content-type'], await answer.body.text())
  },
  'fetch of undici': async (url, sent) => {
    const answer = await undici.fetch(url, sent)
    return read(answer.status, answer.headers.get('content-type'), await answer.text())
  },
  axios: async (url, { body, ...sent }) => {
    const answer = await axios({
      url,
      ...sent,
      data: body,
      responseType: 'text',
      transformResponse: [],
      validateStatus: null
    })
    return read(answer.status, answer.headers['content-type'], answer.data)
  }
}
