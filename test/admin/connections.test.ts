import { connect } from 'node:net'
import t from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

const spring = `/campaigns/${small.spring}`

/** A server on a port with one fault, and what a client without any library of ours sees of a call. */
async function faulty(t: Parameters<typeof control>[0], rule: object) {
  const client = await control(t)
  t.equal((await client.admin('POST', '/faults', { operation_id: 'getCampaign', ...rule })).status, 200)
  const address = await client.listen()
  const raw = async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    let text = ''
    let error: NodeJS.ErrnoException | undefined
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', (reason) => {
      error = reason
    })
    socket.write(
      `GET /api/v2${spring} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer mock_default\r\nconnection: close\r\n\r\n`
    )
    await new Promise((closed) => socket.on('close', closed))
    const [head = '', body = ''] = text.split('\r\n\r\n')
    const length = /content-length: (\d+)/i.exec(head)?.[1]
    return { text, body, code: error?.code, length: length === undefined ? undefined : Number(length) }
  }
  const fetched = () =>
    fetch(`${address}/api/v2${spring}`, { headers: { authorization: 'Bearer mock_default' } })
  return { ...client, raw, fetched }
}

t.test('close ends the connection without an answer', async (t) => {
  const { raw, fetched } = await faulty(t, { connection: 'close' })
  const { text, code } = await raw()
  t.equal(text, '')
  t.equal(code, undefined)
  await t.rejects(fetched(), { cause: { code: 'UND_ERR_SOCKET' } })
})

t.test('reset breaks the connection without an answer', async (t) => {
  const { raw, fetched } = await faulty(t, { connection: 'reset' })
  const { text, code } = await raw()
  t.equal(text, '')
  t.equal(code, 'ECONNRESET')
  await t.rejects(fetched(), { cause: { code: 'ECONNRESET' } })
})

t.test('truncate sends less than announced and ends the connection', async (t) => {
  const { get, raw, fetched, admin } = await faulty(t, { connection: 'truncate', calls: { to: 3 } })
  const { body, length } = await raw()
  const answer = await fetched()
  t.equal(answer.status, 200)
  await t.rejects(answer.json(), { message: 'terminated' })
  await t.rejects(get(spring))
  const whole = (await get(spring)).text
  t.equal(length, Buffer.byteLength(whole))
  t.ok(body.length < whole.length && body.length > 0)
  t.ok(whole.startsWith(body))
  t.match((await admin('GET', '/journal')).body.entries[0], { status: 200, fault: 'fault-1' })
})

t.test('malform answers with invalid JSON', async (t) => {
  const { get, fetched, raw } = await faulty(t, { connection: 'malform', calls: { to: 2 } })
  const { body, length } = await raw()
  t.equal(body.length, length)
  const answer = await fetched()
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), 'application/json')
  const text = await answer.text()
  t.throws(() => JSON.parse(text), SyntaxError)
  t.ok((await get(spring)).text.startsWith(text))
})

t.test('truncate and malform carry out the call; close and reset do not', async (t) => {
  for (const [connection, done] of [
    ['truncate', true],
    ['malform', true],
    ['close', false],
    ['reset', false]
  ] as const) {
    const { admin, get, listen } = await control(t)
    await admin('POST', '/faults', { operation_id: 'deleteCustomTag', connection })
    await fetch(`${await listen()}/api/v2/custom-tags/${small.europe}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer mock_default' }
    }).catch(() => {})
    t.equal((await get(`/custom-tags/${small.europe}`)).status, done ? 404 : 200, connection)
  }
})

t.test('errors are damaged, too; an empty answer stays empty', async (t) => {
  const { admin, listen, post } = await control(t)
  await admin('POST', '/faults', { operation_id: 'getCampaign', connection: 'malform' })
  await admin('POST', '/faults', { operation_id: 'shareCampaign', connection: 'truncate' })
  const answer = await fetch(`${await listen()}/api/v2/campaigns/${small.unknown}`, {
    headers: { authorization: 'Bearer mock_default' }
  })
  t.equal(answer.status, 404)
  t.equal(await answer.text(), '{"statusCode":404,"error":"Not Fou')
  t.equal((await post(`${spring}/share`)).status, 204)
})

t.test('lists are spoiled, in whatever script they are written', async (t) => {
  for (const connection of ['malform', 'truncate']) {
    const { admin, listen, post } = await control(t)
    await admin('POST', '/reset', { to: 'empty' })
    for (const label of ['一', '二', '三']) await post('/custom-tags', { label: label.repeat(500) })
    await admin('POST', '/faults', { operation_id: 'listCustomTag', connection })
    const answer = await fetch(`${await listen()}/api/v2/custom-tags`, {
      headers: { authorization: 'Bearer mock_default' }
    })
    await t.rejects(answer.json(), connection)
  }
})

t.test('an entry is in the journal, without a status, where the client got no answer', async (t) => {
  for (const connection of ['close', 'reset']) {
    const { admin, raw } = await faulty(t, { connection })
    await raw()
    t.match((await admin('GET', '/journal')).body.entries, [
      { operation_id: 'getCampaign', status: null, answer: null, error: null, fault: 'fault-1' }
    ])
  }
})

t.test('a client inside the process sees a broken connection, too', async (t) => {
  for (const connection of ['close', 'reset', 'truncate']) {
    const { admin, get } = await control(t)
    await admin('POST', '/faults', { operation_id: 'getCampaign', connection, calls: { to: 1 } })
    await t.rejects(get(spring), { message: 'response destroyed before completion' }, connection)
    t.equal((await get(spring)).status, 200)
  }
})
