import t from 'tap'
import { badRequest, control } from './control.ts'

const conflict = (opens: string, wanted: string) => ({
  statusCode: 409,
  error: 'Conflict',
  message: `The secret already opens the workspace ${opens}, wanted another for ${wanted}, or none to generate one`
})

t.test('a created key opens this workspace, with its scopes only', async (t) => {
  const { admin, get, post } = await control(t)
  await post('/custom-tags', { label: 'Of team' }, { key: 'mock_team' })
  const { status, body } = await admin('POST', '/workspaces/team/keys', { scopes: ['custom_tags:read'] })
  t.equal(status, 200)
  t.match(body.key, /^key_[0-9a-f]{32}$/)
  t.same(body.scopes, ['custom_tags:read'])
  const { key } = body
  t.match((await get('/custom-tags', { key })).text, /Of team/)
  t.equal((await get('/campaigns', { key })).status, 401)
  t.equal((await post('/custom-tags', { label: 'x' }, { key })).status, 401)
})

t.test('each created key is different', async (t) => {
  const { admin } = await control(t)
  const make = async () => (await admin('POST', '/keys', { scopes: ['all:all'] })).body.key
  t.not(await make(), await make())
})

t.test('a key may have a secret of choice, which opens one workspace', async (t) => {
  const { admin, get } = await control(t)
  const wanted = { scopes: ['campaigns:read'], secret: 'my-own-secret' }
  t.equal((await admin('POST', '/keys', wanted)).body.key, 'my-own-secret')
  t.equal((await get('/campaigns', { key: 'my-own-secret' })).status, 200)
  const { status, body } = await admin('POST', '/keys', wanted, 'mock_other')
  t.equal(status, 409)
  t.same(body, conflict('default', 'other'))
})

t.test('creating a key with the same secret replaces its scopes', async (t) => {
  const { admin, get } = await control(t)
  for (const [scope, expected] of [
    ['campaigns:read', 200],
    ['leads:read', 401]
  ] as const) {
    const made = await admin('POST', '/keys', { scopes: [scope], secret: 'my-own-secret' })
    t.equal(made.status, 200)
    t.equal((await get('/campaigns', { key: 'my-own-secret' })).status, expected)
  }
  t.equal((await admin('GET', '/keys')).body.keys.length, 1)
})

t.test('the keys of a workspace go with its reset, and with the workspace, for others to have', async (t) => {
  const { admin, get } = await control(t)
  const wanted = { scopes: ['all:all'], secret: 'my-own-secret' }
  for (const [workspace, end] of [
    ['one', () => admin('POST', '/workspaces/one/reset')],
    ['two', () => admin('DELETE', '/workspaces/two')]
  ] as const) {
    t.equal((await admin('POST', `/workspaces/${workspace}/keys`, wanted)).status, 200)
    await admin('POST', '/reset')
    t.equal((await get('/campaigns', { key: wanted.secret })).status, 200)
    t.equal((await end()).status, 200)
    t.equal((await get('/campaigns', { key: wanted.secret })).status, 401)
  }
})

t.test('a reset brings the configured keys of the workspace back, as they were', async (t) => {
  const { admin, get } = await control(t, {
    keys: new Map([['configured-secret', { workspace: 'default', scopes: ['campaigns:read'] }]])
  })
  const key = 'configured-secret'
  await admin('POST', '/keys', { scopes: ['all:all'], secret: key })
  t.equal((await get('/custom-tags', { key })).status, 200)
  await admin('POST', '/keys/revoke', { key })
  await admin('POST', '/reset')
  t.equal((await get('/campaigns', { key })).status, 200)
  t.equal((await get('/custom-tags', { key })).status, 401)
})

t.test("no key can replace another workspace's own", async (t) => {
  const { admin, get } = await control(t)
  const wanted = { scopes: ['all:all'], secret: 'mock_other' }
  const { status, body } = await admin('POST', '/keys', wanted)
  t.equal(status, 409)
  t.same(body, conflict('other', 'default'))
  await get('/campaigns', { key: 'mock_other' })
  t.equal((await admin('GET', '/journal', undefined, 'mock_other')).body.count, 1)
})

t.test("a workspace's own key can be given scopes, until they are revoked", async (t) => {
  const { admin, get } = await control(t)
  await admin('POST', '/keys', { scopes: ['custom_tags:read'], secret: 'mock_default' })
  t.equal((await get('/campaigns')).status, 401)
  t.same((await admin('POST', '/keys/revoke', { key: 'mock_default' })).body, { success: true })
  t.equal((await get('/campaigns')).status, 200)
})

t.test('the list contains the keys of this workspace, redacted', async (t) => {
  const { admin } = await control(t, {
    keys: new Map([
      ['configured-secret', { workspace: 'default', scopes: ['all:read'] }],
      ['another-secret', { workspace: 'other', scopes: ['all:all'] }]
    ])
  })
  await admin('POST', '/keys', { scopes: ['campaigns:read', 'leads:all'], secret: 'sesame-open-now' })
  const { body, text } = await admin('GET', '/keys')
  t.same(body, {
    keys: [
      { key: 'configur…', scopes: ['all:read'] },
      { key: 'sesame-…', scopes: ['campaigns:read', 'leads:all'] }
    ]
  })
  t.notMatch(text, /secret|open-now/)
})

t.test('a key that was revoked is unknown', async (t) => {
  const { admin, get } = await control(t)
  const { key } = (await admin('POST', '/keys', { scopes: ['all:all'] })).body
  t.equal((await get('/campaigns', { key })).status, 200)
  t.same((await admin('POST', '/keys/revoke', { key })).body, { success: true })
  t.equal((await get('/campaigns', { key })).status, 401)
  t.same((await admin('GET', '/keys')).body, { keys: [] })
  t.equal((await admin('POST', '/keys/revoke', { key })).status, 404)
})

t.test("a workspace cannot revoke another's key, nor one that never existed", async (t) => {
  const { admin, get } = await control(t)
  const { key } = (await admin('POST', '/keys', { scopes: ['all:all'] }, 'mock_other')).body
  for (const [other, shown] of [
    [key, 'key_'],
    ['mock_default', 'mock_d…']
  ]) {
    const { status, body } = await admin('POST', '/keys/revoke', { key: other })
    t.equal(status, 404)
    t.ok(body.message.startsWith(`The workspace default has no key ${shown}`), body.message)
    t.notMatch(body.message, other)
  }
  t.equal((await get('/campaigns', { key })).status, 200)
})

for (const [what, body, message] of [
  [
    'an unknown scope',
    { scopes: ['campaigns:read', 'campaign:read'] },
    "body/scopes/1 is 'campaign:read', wanted <resource>:<read|"
  ],
  ['no scopes', { scopes: [] }, 'body/scopes is [], wanted a list such as'],
  ['a short secret', { scopes: ['all:all'], secret: 'short' }, 'wanted 8 to 200 characters without spaces'],
  ['an unknown field', { scopes: ['all:all'], key: 'x' }, "body has key: 'x', wanted only scopes, secret"]
] as const) {
  t.test(`a key is refused: ${what}`, async (t) => {
    const { admin } = await control(t)
    const answer = await admin('POST', '/keys', body)
    t.equal(answer.status, 400)
    t.match(answer.body, badRequest(message))
    t.same((await admin('GET', '/keys')).body, { keys: [] })
  })
}
