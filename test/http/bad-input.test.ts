import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { example } from '../../src/resources/campaigns/schema.ts'
import { small, start } from '../start.ts'

const MIB = 1024 * 1024
const json = { 'content-type': 'application/json' }
const lists = ['/campaigns?limit=100', '/custom-tags?limit=100', '/custom-tag-mappings?limit=100']

/** A server, and a check that it still answers and that nothing was written since. */
async function attacked(t: Test) {
  const server = await start(t)
  const { get, call } = server
  const world = () => Promise.all(lists.map(async (list) => (await get(list)).text))
  const before = await world()
  const unharmed = async () => t.strictSame(await world(), before, 'nothing was written')
  const send = (
    payload: string | Buffer,
    headers: Record<string, string> = json,
    url = '/api/v2/custom-tags'
  ) => call('POST', url, { payload, headers })
  return { ...server, send, unharmed }
}

/** All that a server answers to these bytes, until it closes the connection. */
async function over(t: Test, port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  let heard = ''
  socket.setEncoding('utf8').on('data', (text) => {
    heard += text
  })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(bytes)
  await closed
  return heard
}

async function listening(t: Test) {
  const server = await attacked(t)
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  return { ...server, port: Number(new URL(address).port) }
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

t.test('a body that is no JSON', async (t) => {
  const { send, unharmed } = await attacked(t)
  for (const payload of [
    '{',
    '{"label"',
    '{"label":"x"',
    '{"label":"x",}',
    "{'label':'x'}",
    '{label:"x"}',
    'label=x',
    'undefined',
    'NaN',
    ' ',
    '\ufeff{',
    '{"label":"\u0001"}',
    '{"label":"\\x41"}',
    '{"label":"\\u12"}'
  ]) {
    const { status, text } = await send(payload)
    t.equal(status, 400, JSON.stringify(payload))
    t.equal(
      text,
      `{"statusCode":400,"error":"Bad Request",` +
        `"message":"Body is not valid JSON but content-type is set to 'application/json'"}`
    )
  }
  await unharmed()
})

t.test('a body that is JSON but no object', async (t) => {
  const { send, unharmed } = await attacked(t)
  for (const payload of ['null', 'true', '7', '"text"', '[]', '[{"label":"x"},{"label":"y"}]']) {
    const { status, body } = await send(payload)
    t.equal(status, 400, payload)
    t.equal(body.message, 'body must be object')
  }
  await unharmed()
})

t.test('a body of another type', async (t) => {
  const { send, unharmed } = await attacked(t)
  for (const type of [
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'text/html',
    'application/jsonx',
    'nonsense'
  ]) {
    const { status, text } = await send('{"label":"x"}', { 'content-type': type })
    t.equal(status, 415, type)
    t.strictSame(JSON.parse(text), {
      statusCode: 415,
      code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE',
      error: 'Unsupported Media Type',
      message: 'Unsupported Media Type'
    })
  }
  t.equal(
    (await send('{"label":"x"}', { 'content-type': 'text/plain' })).status,
    400,
    'plain text is no object'
  )
  await unharmed()
})

t.test('an empty body that is said to be JSON', async (t) => {
  const { send, unharmed } = await attacked(t)
  const said = `"message":"Body cannot be empty when content-type is set to 'application/json'"}`
  for (const url of ['/api/v2/custom-tags', `/api/v2/campaigns/${small.spring}/activate`]) {
    const { status, text } = await send('', json, url)
    t.equal(status, 400, url)
    t.equal(text, `{"statusCode":400,"error":"Bad Request",${said}`)
  }
  const uncoded = await send('', json, `/api/v2/campaigns/${small.spring}/export`)
  t.equal(
    uncoded.text,
    `{"statusCode":400,"code":"FST_ERR_CTP_EMPTY_JSON_BODY","error":"Bad Request",${said}`
  )
  await unharmed()
})

t.test('a body of more than 10 MiB, and one of just as much', async (t) => {
  const { send, unharmed } = await attacked(t)
  const sized = (size: number) => `{"label":7,"x":"${'x'.repeat(size - 18)}"}`
  t.equal(sized(100).length, 100)
  const { status, body } = await send(sized(10 * MIB + 1))
  t.equal(status, 413)
  t.strictSame(body, {
    statusCode: 413,
    code: 'FST_ERR_CTP_BODY_TOO_LARGE',
    error: 'Payload Too Large',
    message: 'Request body is too large'
  })
  t.equal((await send(`${' '.repeat(10 * MIB - 2)}{}`)).status, 400, 'this one is read')
  await unharmed()
})

t.test('a body that is larger than it says', async (t) => {
  const { port, unharmed } = await listening(t)
  const head = 'POST /api/v2/custom-tags HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer mock_default\r\n'
  const type = 'content-type: application/json\r\n'
  const answer = await over(t, port, `${head}${type}content-length: 5\r\n\r\n{"label":"smuggled"}`)
  t.match(answer, 'HTTP/1.1 400 Bad Request\r\n')
  t.notMatch(answer, '200 OK')
  await unharmed()
})

t.test('a body that is nested very deeply', async (t) => {
  const { send, unharmed } = await attacked(t)
  for (const levels of [1000, 100_000, 1_000_000]) {
    const deep = nested(levels)
    const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    for (const payload of [
      deep,
      `{"label":${deep}}`,
      `{"label":${objects}}`,
      `{"label":"\\u0000","x":${deep}}`,
      `{"label":"x","__proto__":${deep}}`
    ]) {
      t.equal((await send(payload)).status, 400, `${levels} ${payload.slice(0, 20)}`)
    }
    const campaign = JSON.stringify({ ...example, sequences: 0 }).replace(
      '"sequences":0',
      `"sequences":${deep}`
    )
    t.equal((await send(campaign, json, '/api/v2/campaigns')).status, 400)
  }
  const { body } = await send(`{"label":"\\u0000","x":${nested(100_000)}}`)
  t.equal(body.message, 'Body is nested too deeply')
  await unharmed()
})

t.test('NUL characters, raw or escaped, and halves of surrogate pairs, in names and in values', async (t) => {
  const { send, unharmed } = await attacked(t)
  t.equal((await send('{"label":"a\0b"}')).status, 400, 'a raw NUL is no JSON')
  for (const escaped of ['\\u0000', '\\ud800', '\\uDBFF', '\\udc00', '\\uDFFF', '\\udc00\\ud800']) {
    for (const payload of [
      `{"label":"a${escaped}b"}`,
      `{"label":"x","description":"${escaped}"}`,
      `{"label":"x","${escaped}":1}`,
      `{"label":"x","dropped":{"deep":["${escaped}"]}}`
    ]) {
      const { status, body } = await send(payload)
      t.equal(status, 400, payload)
      t.match(body.message, /^Body must not contain NUL characters or lone surrogates, found "/)
    }
  }
  await unharmed()
})

t.test('bytes that are not UTF-8', async (t) => {
  const { send, unharmed } = await attacked(t)
  for (const bytes of ['\xed\xa0\x80', '\xff\xfe', '\xc3']) {
    const { status, body } = await send(Buffer.from(`{"label":"${bytes}"}`, 'latin1'))
    t.equal(status, 400)
    t.equal(body.message, 'Body must be UTF-8')
  }
  await unharmed()
})

t.test('values that only resemble them are accepted', async (t) => {
  const { send } = await attacked(t)
  for (const [escaped, label] of [
    ['\\ud83d\\ude00', '😀'],
    ['\\uD83D\\uDE00', '😀'],
    ['\\\\u0000', '\\u0000'],
    ['\\\\ud800', '\\ud800'],
    ['\\u0001', '\u0001'],
    ['\\u00e9', 'é']
  ] as const) {
    const { status, body } = await send(`{"label":"label ${escaped}","description":"d"}`)
    if (body.statusCode !== 409) t.equal(status, 200, escaped)
    if (status === 200) t.equal(body.label, `label ${label}`)
  }
})

t.test('malformed JSON that holds such an escape is malformed JSON', async (t) => {
  const { send, unharmed } = await attacked(t)
  const { status, body } = await send('{"label":"\\u0000"')
  t.equal(status, 400)
  t.match(body.message, /^Body is not valid JSON/)
  await unharmed()
})

t.test('names that are properties of every object', async (t) => {
  const { send, get, post, unharmed } = await attacked(t)
  for (const payload of [
    '{"label":"x","__proto__":{"polluted":true}}',
    '{"label":"x","\\u005f_proto__":{"polluted":true}}',
    '{"label":"x","constructor":{"prototype":{"polluted":true}}}',
    '{"label":"x","a":{"__proto__":{"polluted":true}}}'
  ]) {
    t.equal((await send(payload)).status, 400, payload)
  }
  t.equal(Reflect.get({}, 'polluted'), undefined)
  for (const query of ['__proto__=1', '__proto__[polluted]=1', 'constructor=1', 'constructor[prototype]=1']) {
    t.equal((await get(`/campaigns?${query}`)).text, (await get('/campaigns')).text, query)
  }
  for (const id of ['__proto__', 'constructor', 'toString']) {
    t.equal((await get(`/campaigns/${id}`)).status, 400, id)
    t.equal((await get(`/account-campaign-mappings/${id}`)).text, '{"items":[]}', id)
  }
  await unharmed()

  const made = await post('/custom-tags', {
    label: 'plain',
    constructor: 1,
    toString: 'x',
    hasOwnProperty: 2
  })
  t.equal(made.status, 200, 'elsewhere such a name is dropped as any other that is not known')
  t.strictSame(Object.keys(made.body).sort(), [
    'id',
    'label',
    'organization_id',
    'timestamp_created',
    'timestamp_updated'
  ])
  const variables = ['__proto__', 'constructor', 'toString']
  const named = await post(`/campaigns/${small.spring}/variables`, { variables })
  t.equal(named.status, 200)
  // Recorded: shorter names come first.
  t.match(named.text, '"custom_variables":{"toString":true,"__proto__":true,"constructor":true}')
})

t.test('a limit that is none', async (t) => {
  const { get, unharmed } = await attacked(t)
  for (const [limit, message] of [
    ['0', 'querystring/limit must be >= 1'],
    ['-1', 'querystring/limit must be >= 1'],
    ['101', 'querystring/limit must be <= 100'],
    ['1e9', 'querystring/limit must be <= 100'],
    ['99999999999999999999', 'querystring/limit must be <= 100'],
    ['1.5', 'querystring/limit must be integer'],
    ['abc', 'querystring/limit must be integer'],
    ['', 'querystring/limit must be integer'],
    ['NaN', 'querystring/limit must be integer'],
    ['1;DROP TABLE campaigns', 'querystring/limit must be integer'],
    ['null', 'querystring/limit must be integer']
  ] as const) {
    for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
      const { status, body } = await get(`${list}?limit=${encodeURIComponent(limit)}`)
      t.equal(status, 400, `${list} ${limit}`)
      t.equal(body.message, message)
    }
  }
  const lenient = '/account-campaign-mappings/anna@example.com'
  for (const [limit, count] of [
    ['0', 1],
    ['-5', 1],
    ['1.9', 1],
    ['1e9', 2]
  ] as const) {
    const { status, body } = await get(`${lenient}?limit=${limit}`)
    t.equal(status, 200, 'this list states no bounds')
    t.equal(body.items.length, count, limit)
  }
  t.equal((await get(`${lenient}?limit=abc`)).status, 400)
  await unharmed()
})

t.test('numbers beyond all bounds', async (t) => {
  const { get, patch, unharmed } = await attacked(t)
  for (const number of ['Infinity', '-Infinity', '1e999', '-1e999']) {
    for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
      t.equal((await get(`${list}?limit=${number}`)).status, 400, `${list} ${number}`)
    }
    const mappings = await get(`/account-campaign-mappings/anna@example.com?limit=${number}`)
    t.ok([200, 400].includes(mappings.status), 'this list states no bounds')
    for (const name of ['daily_limit', 'daily_max_leads']) {
      t.equal(
        (await patch(`/campaigns/${small.spring}`, { [name]: number })).status,
        400,
        `${name} ${number}`
      )
    }
  }
  const huge = { payload: '{"daily_limit":1e999}', headers: json }
  t.equal((await patch(`/campaigns/${small.spring}`, undefined, huge)).status, 400)
  await unharmed()
})

t.test('ids that are none', async (t) => {
  const { call, unharmed } = await attacked(t)
  for (const id of [
    'nope',
    '0',
    '%20',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    `${small.spring}%00`,
    `${small.spring}'--`,
    small.spring.slice(1),
    `${small.spring}1`,
    `%7B${small.spring}%7D%7D`,
    small.spring.replaceAll('-', ''),
    '1%20OR%201=1',
    '%F0%9F%98%80'
  ]) {
    for (const [method, url] of [
      ['GET', `/api/v2/campaigns/${id}`],
      ['DELETE', `/api/v2/campaigns/${id}`],
      ['POST', `/api/v2/campaigns/${id}/activate`],
      ['GET', `/api/v2/custom-tags/${id}`],
      ['DELETE', `/api/v2/custom-tags/${id}`]
    ] as const) {
      const { status, body } = await call(method, url)
      t.equal(status, 400, `${method} ${url}`)
      t.equal(body.message, 'params/id must match format "uuid"')
    }
  }
  await unharmed()
})

t.test('SQL in every text that is looked for', async (t) => {
  const { get, post, unharmed } = await attacked(t)
  for (const sql of [
    "' OR '1'='1",
    "'; DROP TABLE campaigns; --",
    '" OR ""="',
    ') OR 1=1 --',
    "x' UNION SELECT * FROM origin --",
    '?',
    '??1',
    ':name',
    '%',
    '_%_%',
    '\\'
  ]) {
    const text = encodeURIComponent(sql)
    for (const url of [
      `/campaigns?search=${text}`,
      `/campaigns?tag_ids=${text}`,
      `/campaigns?ai_sales_agent_id=${text}`,
      `/custom-tags?search=${text}`,
      `/custom-tags?tag_ids=${text}`,
      `/custom-tags?resource_ids=${text}`,
      `/custom-tag-mappings?resource_ids=${text}`,
      `/account-campaign-mappings/${text}`
    ]) {
      const answer = await get(url)
      t.equal(answer.status, 200, url)
      t.equal(answer.text, '{"items":[]}', url)
    }
    for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
      t.equal((await get(`${list}?starting_after=${text}`)).status, 200)
    }
    const toggle = { tag_ids: [sql], resource_type: 2, resource_ids: [sql], assign: true }
    t.equal((await post('/custom-tags/toggle-resource', toggle)).status, 404)
    const all = { tag_ids: [small.europe], resource_type: 2, selected_all: true, search: sql, assign: true }
    t.equal((await post('/custom-tags/toggle-resource', all)).status, 200, 'it is nobody that is found')
  }
  await unharmed()
})

t.test('SQL in a stored text is just text', async (t) => {
  const { get, post } = await attacked(t)
  const label = `'); DROP TABLE custom_tags; -- "`
  const { status, body } = await post('/custom-tags', { label })
  t.equal(status, 200)
  t.equal((await get(`/custom-tags/${body.id}`)).body.label, label)
  t.equal((await get(`/custom-tags?search=${encodeURIComponent(label)}`)).body.items.length, 1)
})

t.test('characters that a query can hold but nothing contains', async (t) => {
  const { get, unharmed } = await attacked(t)
  for (const text of ['%00', 'a%00b', '%ED%A0%80', '%FF', '%EF%BF%BF', '%C0%AE', '%F4%90%80%80']) {
    for (const url of [
      `/campaigns?search=${text}`,
      `/campaigns?tag_ids=${text}`,
      `/custom-tags?search=${text}`,
      `/custom-tag-mappings?resource_ids=${text}`
    ]) {
      const answer = await get(url)
      t.equal(answer.status, 200, url)
      t.equal(answer.text, '{"items":[]}')
    }
    for (const list of ['/campaigns', '/custom-tags', '/custom-tag-mappings']) {
      t.equal((await get(`${list}?starting_after=${text}`)).status, 200, list)
    }
  }
  await unharmed()
})

t.test('percent signs that encode nothing', async (t) => {
  const { get, call, unharmed } = await attacked(t)
  for (const path of [
    '/campaigns/%',
    '/campaigns/%zz',
    '/campaigns/%e0%a4',
    '/account-campaign-mappings/%c3%28'
  ]) {
    const { status, body } = await get(path)
    t.equal(status, 400, path)
    t.strictSame(body, {
      error: 'Bad Request',
      code: 'FST_ERR_BAD_URL',
      message: `'/api/v2${path}' is not a valid url component`,
      statusCode: 400
    })
  }
  t.equal((await call('GET', '/%zz')).status, 400)
  for (const query of ['search=%', 'search=%zz', 'tag_ids=%e0%a4', '%zz=1&search=nobody']) {
    t.equal((await get(`/campaigns?${query}`)).text, '{"items":[]}', `${query} is looked for as it is`)
  }
  await unharmed()
})

t.test('an address that is absurdly long', async (t) => {
  const { get, call, unharmed } = await attacked(t)
  const long = 'a'.repeat(100_000)
  t.equal((await get(`/campaigns/${long}`)).status, 414)
  t.equal((await call('GET', `/${long}`)).status, 404)
  t.equal((await get(`/campaigns?search=${long}`)).text, '{"items":[]}')
  t.equal((await get(`/campaigns?${'limit=1&'.repeat(10_000)}`)).status, 400)
  t.equal((await get(`/campaigns?tag_ids=${'a,'.repeat(50_000)}`)).text, '{"items":[]}')
  await unharmed()
})

t.test('over a socket: headers and URLs of 64 KiB, and data that is not HTTP', async (t) => {
  const { port, unharmed } = await listening(t)
  const long = 'a'.repeat(64 * 1024)
  t.match(
    await over(t, port, `GET /health HTTP/1.1\r\nhost: mock\r\nx-long: ${long}\r\n\r\n`),
    /^HTTP\/1\.1 431 /
  )
  t.match(await over(t, port, `GET /${long} HTTP/1.1\r\nhost: mock\r\n\r\n`), /^HTTP\/1\.1 431 /)
  t.match(await over(t, port, 'hello?\r\n\r\n'), /^HTTP\/1\.1 400 /)
  t.match(await over(t, port, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'), /^HTTP\/1\.1 400 /, 'TLS')
  t.match(
    await over(t, port, 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
    'no host'
  )
  await unharmed()
  t.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200)
})

t.test('methods that are not used here', async (t) => {
  const { call, unharmed } = await attacked(t)
  for (const method of ['PUT', 'OPTIONS', 'TRACE', 'DELETE']) {
    const { status, body } = await call(method, '/api/v2/campaigns')
    t.equal(status, 404, method)
    t.strictSame(body, {
      message: `Route ${method}:/api/v2/campaigns not found`,
      error: 'Not Found',
      statusCode: 404
    })
  }
  await unharmed()
})
