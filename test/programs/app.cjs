// A program that has the real host written into it.
const https = require('node:https')

const headers = { authorization: `Bearer ${process.env.INSTANTLY_KEY}` }

const sent = https.request('https://api.instantly.ai/api/v2/custom-tags', {
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json', expect: '', connection: 'close' }
})
sent.on('response', (answer) => {
  console.log('https', answer.statusCode)
  fetch('https://api.instantly.ai/api/v2/campaigns?limit=1', { headers })
    .then((answer) => answer.json())
    .then(({ items }) => console.log('fetch', items.length, 'campaign'))
})
sent.write('{"label":')
sent.end('"In parts"}')
