import t, { type Test } from 'tap'
import { parseKeys } from '../../src/keys/keys.ts'
import { log } from '../log.ts'
import { small } from '../start.ts'
import { control } from './control.ts'

/** As the service gives them: the base64 of an id, a colon and a secret, 68 characters (reported live). */
const real = Buffer.from('019bc0fd-89c0-7000-8000-0f9629ecbfa8:hunter2hunt?').toString('base64')
const given = 'hunter2-given'
const made = 'hunter2-made'
/** With characters that separate words, and that a URL encodes. */
const divided = 'hunter2/b&c='
const alsoDivided = 'hunter2(b,c'

/** A listening server whose log shows all, and all that it tells of what a client sent. */
async function watched(t: Test) {
  const { logger, text: logged } = log('debug')
  const keys = parseKeys([`${given}=default:all:all`, `${divided}=default:all:all`])
  const client = await control(t, { keys, logger })
  const { admin, app } = client
  const url = await client.listen()
  const answer = await fetch(`${url}/__admin/stream`, { headers: { authorization: 'Bearer mock_default' } })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  await app.services.registry.open('default')
  for (const secret of [made, alsoDivided]) {
    t.equal((await admin('POST', '/keys', { scopes: ['all:all'], secret })).status, 200)
  }
  const told = async (call: number) => {
    const { body: nothing } = await admin('POST', '/verify', { calls: [{ status: 299 }] })
    t.ok(nothing.message.includes(`near: ${call}: `))
    const places = ['/journal', '/journal/latest', `/journal/${call}`, '/report']
    const answers = await Promise.all(places.map((place) => admin('GET', place)))
    return { journal: [nothing.message, ...answers.map(({ text }) => text)].join('\n'), log: logged() }
  }
  /** All events up to the one after this call. */
  const events = async (call: number) => {
    let text = ''
    while (!text.includes(`"calls":${call},`)) text += (await reader?.read())?.value
    return text
  }
  return { ...client, told, events }
}

type Client = Awaited<ReturnType<typeof watched>>
const json = { 'content-type': 'application/json' }

const kinds: Record<string, (client: Client, secret: string) => Promise<unknown>> = {
  'a path': ({ get }, secret) => get(`/campaigns/${secret.replaceAll('?', '%3F')}`),
  'an encoded path': ({ get }, secret) => get(`/campaigns/${encodeURIComponent(secret)}`),
  'a path that no operation has, and its error': ({ get }, secret) => get(`/nope/${secret}/x`),
  'a query': ({ get }, secret) => get(`/campaigns?search=${encodeURIComponent(secret)}`),
  'a URL in a query': ({ get }, secret) =>
    get(`/campaigns?search=${encodeURIComponent(`/x/${encodeURIComponent(secret)}/y`)}`),
  'the name of a parameter': ({ get }, secret) => get(`/campaigns?${encodeURIComponent(secret)}`),
  'a header': ({ get }, secret) => get('/nope', { headers: { 'x-note': secret, cookie: secret } }),
  'a header of a webhook': ({ post }, secret) =>
    post('/webhooks', {
      target_hook_url: 'https://example.com/hook',
      event_type: 'reply_received',
      headers: { 'X-Note': `Bearer ${secret}` }
    }),
  'a body, and its answer': ({ post }, secret) => post('/custom-tags', { label: `of ${secret}` }),
  'an error about a body': ({ post }, secret) => post('/custom-tags', { label: 'x', description: [secret] }),
  'the name of a field': ({ post }, secret) => post('/custom-tags', { label: 'x', [secret]: 1 }),
  'a malformed body': ({ post }, secret) =>
    post('/custom-tags', undefined, { payload: `{label: ${secret}}`, headers: json }),
  'the answer of a fault': async ({ admin, get }, secret) => {
    await admin('POST', '/faults', { answer: { status: 500, body: { message: `not <${secret}>` } } })
    return get('/campaigns')
  }
}

for (const secret of [real, given, made, divided, alsoDivided]) {
  t.test(`a key is told by no journal, log or stream, wherever it came: ${secret}`, async (t) => {
    const client = await watched(t)
    for (const [index, [kind, send]] of Object.entries(kinds).entries()) {
      await send(client, secret)
      for (const [where, text] of Object.entries(await client.told(index + 1))) {
        for (const form of [secret, encodeURIComponent(secret)])
          t.notOk(text.includes(form), `${where}: ${kind}`)
      }
    }
    const { text, body } = await client.admin('GET', '/journal')
    t.notMatch(text, /hunter2/)
    t.notMatch(await client.events(Object.keys(kinds).length), /hunter2|aHVudGVy|[\w]{50}/)
    const complete = body.entries.filter((entry: object) => !JSON.stringify(entry).includes('…'))
    t.match(complete, [{ path: '/api/v2/nope', query: {} }], 'all but the headers leave a mark')
    t.equal(complete.length, 1)
  })
}

t.test('what is no key stays in the journal, and is found by its path', async (t) => {
  const { admin, get } = await control(t, { keys: parseKeys([`${given}=default:all:all`]) })
  const base64 = Buffer.from(small.spring).toString('base64')
  for (const segment of [
    small.spring,
    small.moved,
    'ann@example.com',
    'bob%40example.com',
    `${given}-2`,
    'mock_default',
    'a-campaign-that-was-never-there-or-is-deleted-since-2026',
    base64,
    Buffer.from('a text with a colon: as long as any key of theirs').toString('base64'),
    'a'.repeat(64)
  ]) {
    const path = `/api/v2/campaigns/${segment}`
    await get(`/campaigns/${segment}`)
    const { body } = await admin('POST', '/journal/find', { path })
    t.match(body, { count: 1, entries: [{ path }] })
    t.equal((await admin('GET', `/journal?path=${encodeURIComponent(path)}`)).body.count, 1)
  }
})

t.test('a path without its key is found by what the journal shows', async (t) => {
  const { admin, get } = await control(t)
  await get(`/nope/${real}/x`)
  const path = '/api/v2/nope/…/x'
  t.match((await admin('GET', '/journal')).body.entries, [
    { path, error: 'Route GET:/api/v2/nope/…/x not found' }
  ])
  t.same((await admin('POST', '/verify', { calls: [{ path, exactly: 1 }] })).body, { verified: true })
  t.match((await admin('POST', '/verify', { calls: [{ path: `/api/v2/nope/${real}/x` }] })).body, {
    statusCode: 400,
    message: "path holds a secret, which the journal redacts, wanted '…' in its place"
  })
})

// A choice: the log is read by more people than the journal, and is compared with nothing.
t.test('a given key that is a plain word may be looked for in the journal', async (t) => {
  const { admin, call } = await control(t, { keys: parseKeys(['test=default:all:all']) })
  await call('POST', '/api/v2/custom-tags', { key: 'test', body: { label: 'test' } })
  const { status, text } = await admin('POST', '/verify', {
    calls: [{ body: { label: 'test' }, exactly: 1 }]
  })
  t.equal(status, 200, text)
})
