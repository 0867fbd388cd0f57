import { readFileSync } from 'node:fs'
import t from 'tap'
import { greeting } from '../src/greeting.ts'
import { root } from './run.ts'

const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const plain = {
  url: 'http://127.0.0.1:3000',
  base_urls: ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/api'],
  world: 'seed 1, 120 campaigns',
  data: 'in memory',
  key: 'mock_default',
  operations: '5 of 240 are implemented',
  docs: 'http://127.0.0.1:3000/docs'
}

t.test('a plain start is greeted with an address on each line', async (t) => {
  t.equal(
    greeting(plain),
    `
  instantly-mock ${version}

  Base URL  http://127.0.0.1:3000
            http://127.0.0.1:3000/api
  World     seed 1, 120 campaigns
  Data      in memory
  Key       mock_default
  Docs      http://127.0.0.1:3000/docs (5 of 240 are implemented)

`
  )
})

t.test('with HTTPS the greeting explains for each client how to trust the certificate', async (t) => {
  const text = greeting({
    ...plain,
    https: 'https://127.0.0.1:3443',
    ca: ['/data/ca.pem', 'http://127.0.0.1:3000/__admin/ca.pem'],
    ca_file: '/data/ca.pem'
  })
  t.match(text, '  HTTPS     https://127.0.0.1:3443\n')
  t.match(text, '  CA        /data/ca.pem\n            http://127.0.0.1:3000/__admin/ca.pem\n')
  for (const variable of ['NODE_EXTRA_CA_CERTS', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'])
    t.match(text, `${variable}=/data/ca.pem`)
})

t.test('given keys follow the usual one, and a locked control plane is marked as such', async (t) => {
  const control = { control_plane: 'http://127.0.0.1:3000/__admin/docs', locked: false }
  const open = greeting({ ...plain, ...control, keys: ['abc… team campaigns:read'] })
  t.match(open, '  Key       mock_default\n            abc… team campaigns:read\n')
  t.match(open, '  Control   http://127.0.0.1:3000/__admin/docs\n')
  const locked = greeting({ ...plain, ...control, locked: true })
  t.match(locked, '  Control   http://127.0.0.1:3000/__admin/docs (locked by --admin-key)\n')
})
