import { once } from 'node:events'
import { Agent, request } from 'node:http'
import t from 'tap'
import { random } from '../fuzz/mutate.ts'
import { call, serve } from './process.ts'

const ROUNDS = 50
const WRITERS = 6
const authorization = 'Bearer mock_team'

t.setTimeout(300_000)

/** What was answered: the text of each tag that must be there, and undefined for each that must not. */
type Answered = Map<string, string | undefined>

/** One write over a connection of the agent; the text of its answer, or undefined when the server died. */
async function write(agent: Agent, url: string, method: string, body?: object) {
  const headers = { authorization, ...(body && { 'content-type': 'application/json' }) }
  const sent = request(url, { agent, method, headers })
  try {
    sent.end(body && JSON.stringify(body))
    const [answer] = await once(sent, 'response')
    let text = ''
    for await (const part of answer) text += part
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${text}`)
    return text
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/** Creates, changes and deletes its own tags until the server is gone; records each answer. */
async function writer(
  url: string,
  name: string,
  answered: Answered,
  doubtful: Set<string>,
  note: () => void
) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const tags = `${url}/api/v2/custom-tags`
  for (let number = 1; ; number += 1) {
    const made = await write(agent, tags, 'POST', { label: `${name} ${number}` })
    if (made === undefined) break
    const { id } = JSON.parse(made)
    answered.set(id, made)
    note()
    // From the moment a write is sent until it is answered, both states are right.
    doubtful.add(id)
    const wish = number % 3
    const method = wish === 2 ? 'DELETE' : 'PATCH'
    if (wish) {
      const text = await write(
        agent,
        `${tags}/${id}`,
        method,
        wish === 1 ? { description: 'Changed' } : undefined
      )
      if (text === undefined) break
      answered.set(id, wish === 1 ? text : undefined)
      note()
    }
    doubtful.delete(id)
  }
  agent.destroy()
}

/** The differences between the answers and the stored data. */
async function losses(url: string, answered: Answered): Promise<string[]> {
  const lost: string[] = []
  for (const [id, wanted] of answered) {
    const { status, text } = await call(`${url}/api/v2/custom-tags/${id}`, 'mock_team')
    const isAsAnswered = wanted === undefined ? status === 404 : text === wanted
    if (!isAsAnswered) lost.push(`${id}: ${status} ${text} in place of ${wanted ?? 404}`)
  }
  return lost
}

t.test(`every answered write outlives ${ROUNDS} kills under load`, async (t) => {
  const data = t.testdir()
  const { below } = random(7)
  const everything: Answered = new Map()
  let answers = 0
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { child, ended, url } = await serve(t, [
      '--fixture',
      'small',
      '--data',
      data,
      '--log-level',
      'silent'
    ])
    const answered: Answered = new Map()
    const doubtful = new Set<string>()
    let left = 1 + below(60)
    const note = () => {
      answers += 1
      left -= 1
      if (left === 0) child.kill('SIGKILL')
    }
    const names = Array.from({ length: WRITERS }, (_, index) => `${round}-${index}`)
    await Promise.all(names.map((name) => writer(url, name, answered, doubtful, note)))
    t.match(await ended, { signal: 'SIGKILL' })
    for (const id of doubtful) answered.delete(id)
    for (const [id, text] of answered) everything.set(id, text)
  }
  const { url } = await serve(t, ['--fixture', 'small', '--data', data, '--log-level', 'silent'])
  t.strictSame(await losses(url, everything), [], 'all is as it was answered')
  t.comment(`${answers} answered writes in ${ROUNDS} rounds; ${everything.size} tags looked at afterwards`)
  t.ok(answers > ROUNDS * 10)
})
