import t, { type Test } from 'tap'
import { createInstantlyMock } from '../../src/index.ts'

/** A workspace with a webhook for replies, and a way to let Carla reply. */
async function recording(t: Test) {
  const mock = await createInstantlyMock({ port: false, fixture: 'small', webhookHosts: ['hooks.test'] })
  t.teardown(mock.close)
  const workspace = await mock.workspace()
  const webhook = { target_hook_url: 'https://hooks.test/', event_type: 'reply_received' }
  const headers = { 'content-type': 'application/json' }
  await workspace.fetch('/api/v2/webhooks', { method: 'POST', headers, body: JSON.stringify(webhook) })
  const reply = async (text: string) =>
    workspace.inbound({ from: 'carla@example.org', to: 'anna@example.com', subject: 'Re: Tea', text })
  return { ...workspace, reply }
}

t.test('recorded deliveries can be read without a receiver', async (t) => {
  const { reply, webhooks } = await recording(t)
  t.equal(webhooks.setMode('record').mode, 'record')
  await reply('Yes!')
  await reply('When?')
  const received = await webhooks.received()
  t.match(received, [
    {
      event_type: 'reply_received',
      state: 'delivered',
      url: 'https://hooks.test/',
      payload: { reply_text: 'Yes!' }
    },
    { payload: { reply_text: 'When?' } }
  ])
  t.equal((await webhooks.received({ lead_email: 'nobody@example.org' })).length, 0)
})

t.test('held deliveries can be released and repeated', async (t) => {
  const { reply, webhooks } = await recording(t)
  webhooks.setMode('hold')
  await reply('Yes!')
  t.same(await webhooks.idle(), { idle: true })
  t.match(webhooks.find().items, [{ id: 1, state: 'waiting' }])
  t.match(webhooks.find({ state: 'delivered' }).items, [])
  t.same(webhooks.redeliver([1]), { ids: [2] })
  t.same(webhooks.release(), { ids: [1] })
  webhooks.setMode('record')
  t.equal((await webhooks.received()).length, 2)
})

t.test('deliveries are verified', async (t) => {
  const { clock, reply, webhooks } = await recording(t)
  webhooks.setMode('record')
  await reply('Yes!')
  await webhooks.verify([{ event_type: 'reply_received', payload: { reply_text: 'Yes!' }, exactly: 1 }])
  await t.rejects(webhooks.verify([{ event_type: 'reply_received', exactly: 2 }]), {
    message: /found 1/,
    expected: ['exactly 2 of {"body":{"event_type":"reply_received"}}'],
    actual: [{ found: 1 }]
  })
  await t.rejects(webhooks.verify([{ event_type: 'email_sent' }, {}], { inOrder: true }), {
    message: /found 0/
  })
  t.notOk('deliveries' in (await clock.advance('1h', { settle: false })))
})

t.test('invalid arguments are refused by name', async (t) => {
  const { clock, webhooks } = await recording(t)
  const wrong = (value: unknown) => value as never
  t.throws(() => webhooks.setMode(wrong('off')), { message: /^webhooks\.setMode: mode / })
  t.throws(() => webhooks.find(wrong({ state: 'lost' })), { message: /^webhooks\.find: query\.state / })
  t.throws(() => webhooks.release(wrong({ next: 0 })), { message: /^webhooks\.release: which\.next / })
  t.throws(() => webhooks.redeliver(wrong('1')), { message: /^webhooks\.redeliver: ids / })
  await t.rejects(webhooks.received(wrong({ state: 'waiting' })), { message: /^webhooks\.received: query/ })
  await t.rejects(webhooks.verify(wrong([])), { message: /^webhooks\.verify: deliveries / })
  await t.rejects(async () => clock.advance('1h', wrong({ settle: 1 })), {
    message: /^clock\.advance: options/
  })
})
