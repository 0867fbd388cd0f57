const { createServer } = require('node:http')

// What a client gets by each way that leads to a mock, and the mock from its receiver, in a form to compare.
module.exports = async function answers({ fetch: inside, url, key, faults, inject, intercept, ...more }) {
  const headers = { authorization: `Bearer ${key}` }
  const path = '/api/v2/campaigns?limit=1'
  faults.add({ operation_id: 'listCampaign', delay_ms: 20 })
  const statuses = [(await inside(path)).status, (await fetch(url + path, { headers })).status]
  if (inject) statuses.push((await inject({ url: path, headers })).statusCode)
  intercept?.()
  statuses.push((await fetch(`https://api.instantly.ai${path}`, { headers })).status)
  faults.clear()
  faults.add({ operation_id: 'listCampaign', connection: 'truncate' })
  statuses.push(await (await inside(path)).text().catch(({ message }) => message))
  statuses.push(await deliver(inside, more))
  return statuses
}

async function deliver(inside, { inbound, webhooks }) {
  const receiver = createServer((_request, response) => response.end()).listen(0)
  const body = JSON.stringify({
    target_hook_url: `http://127.0.0.1:${receiver.address().port}`,
    event_type: 'reply_received'
  })
  await inside('/api/v2/webhooks', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  inbound({ from: 'carla@example.org', to: 'anna@example.com', subject: 'Re: Tea', text: 'Yes!' })
  const [{ state }] = await webhooks.received()
  receiver.close()
  return state
}
