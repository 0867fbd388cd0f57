import t from 'tap'
import { isBlocked } from '../../src/resources/block-lists-entries/conditions.ts'
import { resources } from '../../src/resources/index.ts'
import { small, start } from '../start.ts'

const url = '/block-lists-entries'
const noon = '2026-01-15T12:00:00.000Z'
const missing = { statusCode: 404, error: 'Not Found', message: 'Resource not found' }
const refused = (message: string) => ({ statusCode: 400, error: 'Bad Request', message })

type Entry = { id: string; bl_value: string; is_domain: boolean }

/** A server with its clock frozen at noon, and the blocked values, newest first. */
async function blocking(t: Parameters<typeof start>[0]) {
  const client = await start(t)
  await client.call('POST', '/__admin/clock/freeze', { body: { at: noon } })
  const valuesOf = (entries: Entry[]) => entries.map(({ bl_value }) => bl_value)
  const values = async (query = '') => valuesOf((await client.get(`${url}?limit=100${query}`)).body.items)
  const block = async (...bl_values: string[]) => {
    const made: Entry[] = []
    for (const bl_value of bl_values) {
      await client.call('POST', '/__admin/clock/advance', { body: { by: '1s' } })
      made.push((await client.post(url, { bl_value })).body)
    }
    return made
  }
  return { ...client, values, valuesOf, block }
}

// The answer is the documented entity; that an email has an @ and a domain none is inferred.
t.test('blocks an email or a domain', async (t) => {
  const { post, get } = await blocking(t)
  const { status, body } = await post(url, { bl_value: 'ben@example.com' })
  t.equal(status, 200)
  t.strictSame(body, {
    id: body.id,
    timestamp_created: noon,
    organization_id: small.organization,
    bl_value: 'ben@example.com',
    is_domain: false
  })
  t.strictSame((await get(`${url}/${body.id}`)).body, body)
  t.match((await post(url, { bl_value: 'example.net' })).body, { is_domain: true })
})

// A choice: pasted values are stored in one form.
for (const [pasted, kept] of [
  ['  Ben@Example.COM ', 'ben@example.com'],
  ["o'neill+news@mail.example.com", "o'neill+news@mail.example.com"],
  ['@example.com', 'example.com'],
  ['WWW.example.com', 'example.com'],
  ['https://www.example.com/about?from=mail#top', 'example.com'],
  ['http://example.com:8080', 'example.com'],
  ['mail.example.com', 'mail.example.com'],
  ['BÜCHER.example', 'bücher.example']
] as const) {
  t.test(`${pasted.trim()} is stored as ${kept}`, async (t) => {
    const { post } = await start(t)
    t.match((await post(url, { bl_value: pasted })).body, { bl_value: kept, is_domain: !kept.includes('@') })
  })
}

// The text is a choice.
for (const bl_value of [
  ...['', ' ', '@', 'ben', 'com', 'ben@', 'ben@example', 'ben@@example.com', 'a b@example.com'],
  ...['example..com', '-example.com', 'example.com-', 'https://', 'https://ben@example.com', 'example.1']
]) {
  t.test(`refuses ${JSON.stringify(bl_value)}, by create and by patch`, async (t) => {
    const { call, get, post, patch } = await start(t)
    const before = (await call('GET', '/__admin/state')).text
    const wanted = refused('Invalid email or domain')
    t.strictSame((await post(url, { bl_value })).body, wanted)
    // No 400 is documented for patch; ours is thrown, so it has no code to drop.
    t.strictSame((await patch(`${url}/${small.blocked}`, { bl_value })).body, wanted)
    t.equal((await call('GET', '/__admin/state')).text, before)
    t.equal((await get(url)).body.items.length, 1)
  })
}

// A choice.
t.test('blocking a value again returns the existing entry', async (t) => {
  const { get, post, values } = await blocking(t)
  const there = (await get(`${url}/${small.blocked}`)).body
  const { status, body } = await post(url, { bl_value: 'https://Blocked.example.org/' })
  t.equal(status, 200)
  t.strictSame(body, there)
  t.strictSame(await values(), ['blocked.example.org'])
})

// Newest first is a choice; that the id is the cursor is documented.
t.test('lists from the newest, by id', async (t) => {
  const { get, block, valuesOf } = await blocking(t)
  const made = await block('a@example.com', 'example.net', 'b@example.com')
  const first = (await get(`${url}?limit=2`)).body
  t.strictSame(first.items, [made[2], made[1]])
  t.equal(first.next_starting_after, made[1]?.id)
  const rest = (await get(`${url}?limit=2&starting_after=${first.next_starting_after}`)).body
  t.strictSame(valuesOf(rest.items), ['a@example.com', 'blocked.example.org'])
  t.equal(rest.next_starting_after, small.blocked)
  t.strictSame((await get(`${url}?starting_after=${small.blocked}`)).body, { items: [] })
})

// Inferred: lists do not fail because an item was deleted.
t.test('a page continues after a deleted entry', async (t) => {
  const { get, remove, block, valuesOf } = await blocking(t)
  const made = await block('a@example.com', 'b@example.com', 'c@example.com')
  await remove(`${url}/${made[1]?.id}`)
  const { body } = await get(`${url}?starting_after=${made[1]?.id}`)
  t.strictSame(valuesOf(body.items), ['a@example.com', 'blocked.example.org'])
})

// Documented; that false is no filter, and how search compares, are choices.
for (const [query, wanted] of [
  ['domains_only=true', ['example.net', 'blocked.example.org']],
  ['domains_only=false', ['ben@example.net', 'example.net', 'anna@example.com', 'blocked.example.org']],
  ['search=EXAMPLE.net', ['ben@example.net', 'example.net']],
  ['search=example.net&domains_only=true', ['example.net']],
  ['search=nobody', []],
  ['search=&domains_only=true', ['example.net', 'blocked.example.org']]
] as const) {
  t.test(`lists, downloads and deletes the entries that match ${query}`, async (t) => {
    const { get, remove, block, values, valuesOf } = await blocking(t)
    await block('anna@example.com', 'example.net', 'ben@example.net')
    const before = await values()
    t.strictSame(await values(`&${query}`), wanted)
    const { text } = await get(`${url}/download?${query}`)
    t.strictSame(
      text
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
      wanted
    )
    // Documented: a bare array of the deleted entries.
    const { status, body } = await remove(`${url}?${query}`)
    t.equal(status, 200)
    t.strictSame(valuesOf(body), wanted)
    t.strictSame(
      await values(),
      before.filter((value) => !wanted.some((gone) => gone === value))
    )
  })
}

// Documented.
t.test('delete without filters empties the list', async (t) => {
  const { get, remove, block, values } = await blocking(t)
  await block('anna@example.com')
  const { items } = (await get(url)).body
  t.strictSame((await remove(url)).body, items)
  t.strictSame(await values(), [])
  t.equal((await remove(url)).text, '[]')
})

// Documented by an example: the titles, CRLF, no last one, no milliseconds.
t.test('downloads a CSV, from the newest', async (t) => {
  const { get, block } = await blocking(t)
  await block('ben@example.com')
  const { status, headers, text } = await get(`${url}/download`)
  t.equal(status, 200)
  t.match(headers['content-type'], /^text\/csv(;|$)/)
  t.equal(
    text,
    'Blocked Email,Date\r\nben@example.com,2026-01-15T12:00:01Z\r\nblocked.example.org,2026-01-06T10:00:00Z'
  )
})

t.test('downloads only the header if nothing is blocked', async (t) => {
  const { get, remove } = await start(t)
  await remove(url)
  t.equal((await get(`${url}/download`)).text, 'Blocked Email,Date')
})

// Documented: invalid values are no error. A choice: repeated or existing values are valid, and listed once.
t.test('blocks several at once and counts the invalid ones', async (t) => {
  const { get, post, values } = await blocking(t)
  const there = (await get(`${url}/${small.blocked}`)).body
  const bl_values = ['ben@example.com', 'nonsense', 'blocked.example.org', 'BEN@example.com', '']
  const { status, body, text } = await post(`${url}/bulk-create`, { bl_values })
  t.equal(status, 200)
  const ben = (await get(`${url}?search=ben`)).body.items[0]
  t.strictSame(body, { items: [ben, there], valid_count: 3, invalid_count: 2 })
  t.match(text, /^\{"items":.*"valid_count":3,"invalid_count":2\}$/)
  t.strictSame(await values(), ['ben@example.com', 'blocked.example.org'])
  t.strictSame((await post(`${url}/bulk-create`, { bl_values: ['x'] })).body, {
    items: [],
    valid_count: 0,
    invalid_count: 1
  })
})

// A choice: ids that nothing has are left out.
t.test('deletes several at once and returns those that existed', async (t) => {
  const { post, block, values } = await blocking(t)
  const [first, second] = await block('a@example.com', 'b@example.com')
  const ids = [second?.id, small.unknown, small.blocked, 'nonsense', second?.id]
  const { status, body } = await post(`${url}/bulk-delete`, { ids })
  t.equal(status, 200)
  t.match(body, [second, { id: small.blocked }])
  t.equal(body.length, 2)
  t.strictSame(await values(), [first?.bl_value])
})

// Documented: 1 to 1000.
for (const [path, name] of [
  ['bulk-create', 'bl_values'],
  ['bulk-delete', 'ids']
] as const) {
  t.test(`${path} accepts 1 to 1000`, async (t) => {
    const { post } = await start(t)
    const values = (length: number) => Array.from({ length }, (_, number) => `x${number}@example.com`)
    t.equal((await post(`${url}/${path}`, { [name]: values(1000) })).status, 200)
    for (const [sent, message] of [
      [{ [name]: values(1001) }, `body/${name} must NOT have more than 1000 items`],
      [{ [name]: [] }, `body/${name} must NOT have fewer than 1 items`],
      [{}, `body must have required property '${name}'`]
    ] as const) {
      const { status, body } = await post(`${url}/${path}`, sent)
      t.equal(status, 400)
      t.equal(body.message, message)
    }
  })
}

// Inferred: the kind follows from the value.
t.test('patch blocks something else instead, of either kind', async (t) => {
  const { get, patch } = await blocking(t)
  const before = (await get(`${url}/${small.blocked}`)).body
  const { status, body } = await patch(`${url}/${small.blocked}`, { bl_value: ' Ben@example.com' })
  t.equal(status, 200)
  t.strictSame(body, { ...before, bl_value: 'ben@example.com', is_domain: false })
  t.strictSame((await get(`${url}/${small.blocked}`)).body, body)
  t.strictSame((await patch(`${url}/${small.blocked}`, { bl_value: 'BEN@example.com' })).body, body)
})

// The text is a choice.
t.test('patch refuses a value that another entry has', async (t) => {
  const { get, patch, block } = await blocking(t)
  const [ben] = await block('ben@example.com')
  const { status, body } = await patch(`${url}/${ben?.id}`, { bl_value: 'blocked.example.org' })
  t.equal(status, 400)
  t.strictSame(body, refused('Entry already exists'))
  t.strictSame((await get(`${url}/${ben?.id}`)).body, ben)
})

// Reproduced on a stock Fastify.
t.test('an empty patch is refused, and one with only unknown keys changes nothing', async (t) => {
  const { get, patch } = await start(t)
  const before = (await get(`${url}/${small.blocked}`)).body
  t.equal(
    (await patch(`${url}/${small.blocked}`, {})).body.message,
    'body must NOT have fewer than 1 properties'
  )
  t.strictSame((await patch(`${url}/${small.blocked}`, { is_domain: false })).body, before)
})

// Documented.
t.test('delete returns the entry', async (t) => {
  const { get, remove } = await start(t)
  const before = (await get(`${url}/${small.blocked}`)).body
  t.strictSame((await remove(`${url}/${small.blocked}`)).body, before)
  t.strictSame((await get(`${url}/${small.blocked}`)).body, missing)
})

// The contract gives these ids no format, so any form is looked up.
for (const id of [small.unknown, 'nonsense']) {
  t.test(`entry ${id} is not found`, async (t) => {
    const { get, patch, remove } = await start(t)
    t.strictSame((await get(`${url}/${id}`)).body, missing)
    t.strictSame((await patch(`${url}/${id}`, { bl_value: 'example.net' })).body, missing)
    t.strictSame((await remove(`${url}/${id}`)).body, missing)
  })
}

// Reported live: an email stops that address in the whole workspace. A choice: a domain has no subdomains.
t.test('an address is blocked directly or by its exact domain', async (t) => {
  const { app, block } = await blocking(t)
  await block('ben@example.com')
  const workspace = await app.services.registry.open('default')
  const [condition] = isBlocked('address')
  const isFound = (address: string) =>
    workspace.sql(`SELECT 1 FROM (SELECT ? AS address) WHERE ${condition}`).get(address) !== undefined
  for (const [address, isIt] of [
    ['ben@example.com', true],
    ['anna@example.com', false],
    ['anyone@blocked.example.org', true],
    ['anyone@mail.blocked.example.org', false],
    ['anyone@example.org', false],
    ['big-ben@example.com', false]
  ] as const) {
    t.equal(workspace.blockListEntries.isBlocked(address), isIt, address)
    t.equal(isFound(address), isIt, `${address}, by the condition`)
  }
})

t.test('the seed blocks emails and domains, more than a page, each in its stored form', async (t) => {
  const { call, get, post } = await start(t, { initialState: { seed: 1, size: 120 } })
  const { block_lists_entries: entries } = (await call('GET', '/__admin/state')).body
  const domains = entries.filter(({ is_domain }: Entry) => is_domain)
  t.ok(domains.length > 10 && entries.length - domains.length > 10)
  for (const entry of entries) {
    t.equal(entry.is_domain, !entry.bl_value.includes('@'))
    t.strictSame((await post(url, { bl_value: entry.bl_value })).body, entry)
  }
  t.equal((await get(url)).body.items.length, 10)
  t.equal(resources.blockListEntries.name in (await call('GET', '/__admin/state')).body, true)
})
