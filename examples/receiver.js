import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'

/** The program's own server, also under test: it gets each reply from a webhook and answers it. */
export const createReceiver = (outreach) =>
  createServer(async (request, response) => {
    try {
      const event = await json(request)
      if (event.event_type === 'reply_received') await outreach.answer(event)
      response.writeHead(200).end()
    } catch {
      response.writeHead(500).end()
    }
  })
