// What a client gets by each way that leads to a mock, in a form to compare.
module.exports = async function answers({ fetch: inside, url, key, faults, inject, intercept }) {
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
  return statuses
}
