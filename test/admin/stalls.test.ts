import t from 'tap'
import { small } from '../start.ts'
import { control } from './control.ts'

const spring = `/campaigns/${small.spring}`

async function stalled(t: Parameters<typeof control>[0], more: object = {}) {
  const client = await control(t)
  const rule = { operation_id: 'getCampaign', connection: 'stall', ...more }
  t.equal((await client.admin('POST', '/faults', rule)).status, 200)
  const answers: number[] = []
  const request = async () => {
    const { status } = await client.get(spring)
    answers.push(status)
    return status
  }
  return { ...client, request, answers }
}

t.test('a stalled call waits until the fault is released, and is then done', async (t) => {
  const { admin, request, answers, fired } = await stalled(t)
  const waiting = [request(), request()]
  await fired('fault-1', 2)
  t.same(answers, [])
  const { status, body } = await admin('POST', '/faults/fault-1/release')
  t.equal(status, 200)
  t.match(body, { id: 'fault-1', matched: 2, fired: 2 })
  t.same(await Promise.all(waiting), [200, 200])
})

t.test('after a release the fault stalls the next call again', async (t) => {
  const { admin, request, answers, fired } = await stalled(t)
  const first = request()
  await fired('fault-1')
  await admin('POST', '/faults/fault-1/release')
  await first
  const second = request()
  await fired('fault-1', 2)
  t.same(answers, [200])
  await admin('POST', '/faults/fault-1/release')
  t.equal(await second, 200)
})

t.test('a stalled call continues when its fault is removed, alone or with all', async (t) => {
  for (const url of ['/faults/fault-1', '/faults']) {
    const { admin, request, answers, fired } = await stalled(t)
    const waiting = request()
    await fired('fault-1')
    t.same(answers, [])
    await admin('DELETE', url)
    t.equal(await waiting, 200)
  }
})

t.test('a release where nothing waits changes nothing', async (t) => {
  const { admin, request, answers, fired } = await stalled(t)
  await admin('POST', '/faults/fault-1/release')
  const waiting = request()
  await fired('fault-1')
  t.same(answers, [])
  await admin('DELETE', '/faults')
  await waiting
})

t.test('a stalled call gets the answer of the fault once it is released', async (t) => {
  const { admin, request, fired } = await stalled(t, { answer: { status: 429 } })
  const waiting = request()
  await fired('fault-1')
  await admin('POST', '/faults/fault-1/release')
  t.equal(await waiting, 429)
})

t.test('delay_ms waits, unless the fault is released', async (t) => {
  const { admin, request, answers, fired } = await stalled(t, { delay_ms: 60_000, connection: undefined })
  const waiting = request()
  await fired('fault-1')
  t.same(answers, [])
  await admin('POST', '/faults/fault-1/release')
  t.equal(await waiting, 200)
})

t.test('a fault removed during its delay no longer stalls', async (t) => {
  const { admin, request, fired } = await stalled(t, { delay_ms: 50 })
  const waiting = request()
  await fired('fault-1')
  await admin('DELETE', '/faults/fault-1')
  t.equal(await waiting, 200)
})

t.test('the server closes while calls are stalled, which are answered first', async (t) => {
  const { app, listen, fired } = await stalled(t)
  const url = `${await listen()}/api/v2${spring}`
  const waiting = fetch(url, { headers: { authorization: 'Bearer mock_default' } })
  await fired('fault-1')
  const [answer] = await Promise.all([waiting, app.close()])
  t.equal(answer.status, 200)
  t.match(await answer.json(), { id: small.spring })
})

t.test('the server closes on the disk, too, while calls are stalled', async (t) => {
  const { admin, app, get, listen, fired } = await control(t, { data: t.testdir() })
  await get('/campaigns', { key: 'mock_other' })
  await admin('POST', '/faults', { operation_id: 'createCustomTag', connection: 'stall' })
  const waiting = fetch(`${await listen()}/api/v2/custom-tags`, {
    method: 'POST',
    headers: { authorization: 'Bearer mock_default', 'content-type': 'application/json' },
    body: '{"label":"Late"}'
  })
  await fired('fault-1')
  const [answer] = await Promise.all([waiting, app.close()])
  t.equal(answer.status, 200)
})
