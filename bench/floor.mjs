// The floor: a bare Fastify server that answers with prebuilt bytes. Nothing that does more is faster.
// Plain JavaScript, so that its start is not slowed by stripping types. Arguments: port, and the file of the bytes.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const [port, file] = process.argv.slice(2)
const { campaigns } = JSON.parse(readFileSync(file, 'utf8'))
const one = JSON.stringify(campaigns[0])
const page = JSON.stringify({ items: campaigns, next_starting_after: campaigns[0].id })
const app = Fastify()

app.get('/api/v2/campaigns', async (_request, reply) => reply.type('application/json').send(page))
app.get('/api/v2/campaigns/:id', async (_request, reply) => reply.type('application/json').send(one))
app.post('/api/v2/campaigns', async (_request, reply) => reply.type('application/json').send(one))
app.patch('/api/v2/campaigns/:id', async (_request, reply) => reply.type('application/json').send(one))
app.delete('/api/v2/campaigns/:id', async (_request, reply) => reply.type('application/json').send(one))
await app.listen({ port: Number(port), host: '127.0.0.1' })
