import fc from 'fast-check'
import t from 'tap'
import { ApiError } from '../../src/errors.ts'
import { createKeys, type Grant, parseKey, parseKeys, redactKey } from '../../src/keys/keys.ts'
import { small, start } from '../start.ts'

const keys = (...given: string[]): ReadonlyMap<string, Grant> => new Map(given.map(parseKey))

t.test('mock_<name> opens all of the workspace of that name', async (t) => {
  const { find } = createKeys(new Map())
  for (const name of ['default', 'a', 'team-a_2', '0', 'x'.repeat(64)]) {
    t.strictSame(find(`mock_${name}`), { workspace: name, scopes: ['all:all'] })
  }
})

t.test('nothing else opens anything', async (t) => {
  const { find } = createKeys(new Map())
  for (const secret of [
    '',
    'mock',
    'mock_',
    'mock_Default',
    'mock_a b',
    'mock_../other',
    'mock_a.b',
    'mock_ä',
    'mock_a\n',
    ' mock_a',
    'Mock_a',
    'xmock_a',
    `mock_${'x'.repeat(65)}`,
    'constructor',
    '__proto__'
  ]) {
    t.equal(find(secret), undefined, JSON.stringify(secret))
  }
})

t.test('a key that was given opens its workspace with its scopes', async (t) => {
  const { find } = createKeys(keys('s3cret=team-a:campaigns:read,custom_tags:all'))
  t.strictSame(find('s3cret'), { workspace: 'team-a', scopes: ['campaigns:read', 'custom_tags:all'] })
  t.equal(find('S3cret'), undefined)
  t.equal(find('s3cre'), undefined)
})

t.test('a key that was given comes before mock_<name>', async (t) => {
  const { find } = createKeys(keys('mock_default=default:campaigns:read'))
  t.strictSame(find('mock_default'), { workspace: 'default', scopes: ['campaigns:read'] })
  t.strictSame(find('mock_other'), { workspace: 'other', scopes: ['all:all'] })
})

t.test('mock_<name> is no key to another workspace', async (t) => {
  t.throws(() => parseKey('mock_b=a:all:all'), {
    message: 'mock_b for the workspace a, wanted another secret: it opens the workspace b'
  })
})

t.test('a secret is given once', async (t) => {
  const given = ['s3cret=a:all:all', 'other=b:all:all', 's3cret=c:all:all']
  t.throws(() => parseKeys(given), {
    message: 'the same secret for a and c, wanted a different one for each'
  })
})

t.test('a key is read from secret=workspace:scope,scope', async (t) => {
  t.strictSame(parseKey('s3cret=team:all:all'), ['s3cret', { workspace: 'team', scopes: ['all:all'] }])
  t.strictSame(parseKey('s=t:lead-labels:read,background-jobs:delete,all:update'), [
    's',
    { workspace: 't', scopes: ['lead-labels:read', 'background-jobs:delete', 'all:update'] }
  ])
})

t.test('a secret may hold any character, = and : among them', async (t) => {
  for (const secret of ['abc==', 'a=b:c=d', 'a:b', '=a', 'Zm9v+/=', 'é']) {
    t.strictSame(parseKey(`${secret}=team:all:all`), [secret, { workspace: 'team', scopes: ['all:all'] }])
  }
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (secret) => {
      t.equal(parseKey(`${secret}=team:all:read`)[0], secret)
    })
  )
})

t.test('an invalid key is refused with the expected form and without the secret', async (t) => {
  const form = / wanted secret=workspace:scope,scope with a workspace of 1 to 64 of a-z, 0-9, - and _$/
  const scope = / wanted <resource>:<read\|create\|update\|delete\|all>, such as campaigns:read$/
  for (const [text, wanted] of [
    ['', form],
    ['s3cret', form],
    ['=team:all:all', form],
    ['s3cret=', form],
    ['s3cret=team', form],
    ['s3cret=team:', form],
    ['s3cret=:all:all', form],
    ['s3cret=Team:all:all', form],
    ['s3cret=te am:all:all', form],
    [`s3cret=${'x'.repeat(65)}:all:all`, form],
    ['s3cret=team:all', scope],
    ['s3cret=team:campaigns', scope],
    ['s3cret=team:campaigns:fly', scope],
    ['s3cret=team:campaign:read', scope],
    ['s3cret=team:campaigns:read:more', scope],
    ['s3cret=team:campaigns:read,', scope],
    ['s3cret=team:campaigns:read, custom_tags:read', scope],
    ['s3cret=team:constructor:read', scope]
  ] as const) {
    let message = ''
    try {
      parseKey(text)
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    t.match(message, wanted, text)
    t.notMatch(message, 's3cret')
  }
})

t.test('every scope that the documentation names can be given', async (t) => {
  for (const action of ['read', 'create', 'update', 'delete', 'all']) {
    for (const resource of ['all', 'campaigns', 'custom_tags', 'custom_tag_mappings', 'lead-labels']) {
      const scope = `${resource}:${action}`
      t.strictSame(parseKey(`s=team:${scope}`)[1].scopes, [scope])
    }
  }
})

t.test('keys of one workspace see the same', async (t) => {
  const { get, post } = await start(t, { keys: keys('one=team:all:all', 'two=team:all:all') })
  const { body } = await post('/custom-tags', { label: 'Ours' }, { key: 'one' })
  for (const key of ['one', 'two', 'mock_team']) {
    t.equal((await get(`/custom-tags/${body.id}`, { key })).status, 200, key)
  }
  t.equal((await get(`/custom-tags/${body.id}`, { key: 'mock_default' })).status, 404)
})

t.test('a key whose scopes are fewer is kept to them though mock_<name> is not', async (t) => {
  const { get, remove } = await start(t, { keys: keys('mock_default=default:campaigns:read') })
  t.equal((await get(`/campaigns/${small.spring}`)).status, 200)
  t.equal((await remove(`/campaigns/${small.spring}`)).status, 401)
  t.equal((await get(`/campaigns/${small.spring}`)).status, 200, 'nothing was deleted')
})

t.test('a created key opens its workspace until it is revoked', async (t) => {
  const all = createKeys(new Map())
  const grant = { workspace: 'team', scopes: ['campaigns:read'] }
  const secret = all.add(grant)
  t.match(secret, /^key_[0-9a-f]{32}$/)
  t.not(all.add(grant), secret, 'no two have the same secret')
  t.equal(all.add(grant, 'chosen'), 'chosen')
  t.strictSame(all.find(secret), grant)
  t.strictSame(all.find('chosen'), grant)
  t.equal(all.revoke('chosen'), true)
  t.equal(all.find('chosen'), undefined)
  t.equal(all.revoke('chosen'), false)
  t.strictSame(all.find(secret), grant, 'the others stay')
})

t.test('a secret that opens something already is not given to another key', async (t) => {
  const given = keys('s3cret=team:all:all')
  const all = createKeys(given)
  const grant = { workspace: 'other', scopes: ['all:read'] }
  t.throws(() => all.add(grant, 's3cret'), {
    constructor: ApiError,
    message: 'The secret already opens the workspace team'
  })
  t.throws(() => all.add(grant, 'mock_team'), {
    constructor: ApiError,
    message: 'The secret already opens the workspace team'
  })
  t.strictSame(all.find('mock_team'), { workspace: 'team', scopes: ['all:all'] })
  t.equal(all.add(grant, 'mock_other'), 'mock_other', 'that of its own workspace may be kept to fewer scopes')
  t.strictSame(all.find('mock_other'), grant)
  t.strictSame([...given.keys()], ['s3cret'], 'the configuration stays as it was given')
})

t.test('the keys of a workspace are those that were given or made for it', async (t) => {
  const all = createKeys(keys('one=team:all:all', 'two=other:all:read'))
  const made = all.add({ workspace: 'team', scopes: ['all:read'] })
  t.strictSame(
    all.of('team').map(([secret]) => secret),
    ['one', made]
  )
  t.strictSame(all.of('nobody'), [])
})

t.test('a key that ended is redacted no longer, whatever its characters', (t) => {
  const all = createKeys(keys('s3/cr=t=team:campaigns:read'))
  for (const secret of ['plain-one', 'with/two parts']) {
    const said = `sent ${secret}`
    const end = [() => all.revoke(secret), () => all.reset('other')]
    for (const ends of end) {
      all.add({ workspace: 'other', scopes: [] }, secret)
      t.equal(all.redactSecret(said), 'sent …')
      ends()
      t.equal(all.redactSecret(said), said)
    }
  }
  all.reset('team')
  t.equal(all.redactSecret('sent s3/cr=t'), 'sent …', 'one given at the start does not end')
  t.end()
})

t.test('a redacted key is too short to be used', async (t) => {
  for (const secret of ['', 'a', 'ab', 's3cret', 'key_0123456789abcdef', 'x'.repeat(100)]) {
    const shown = redactKey(secret)
    t.ok(shown.endsWith('…'))
    t.ok(secret.startsWith(shown.slice(0, -1)))
    t.ok(shown.length - 1 <= Math.min(8, secret.length / 2))
  }
})

t.test(
  'with any key allowed, each opens its own workspace, whose name does not reveal the key',
  async (t) => {
    const { find } = createKeys(keys('s3cret=team:campaigns:read'), true)
    const names = ['one', 'two', 'one'].map((secret) => find(secret)?.workspace)
    t.equal(names[0], names[2])
    t.not(names[0], names[1])
    for (const name of names) t.match(name, /^key-[0-9a-f]{12}$/)
    t.strictSame(find('one')?.scopes, ['all:all'])
    t.strictSame(find('s3cret'), { workspace: 'team', scopes: ['campaigns:read'] })
    t.strictSame(find('mock_team'), { workspace: 'team', scopes: ['all:all'] })
    t.equal(find(''), undefined)
  }
)

t.test('a text is shown without the keys in it', async (t) => {
  const { redact } = createKeys(keys('s3/cr=t=team:campaigns:read', 'a=team:all:all'))
  for (const [text, shown] of [
    ['GET /x/mock_team/y?z=mock_team&a=b', 'GET /x/…/y?z=…&a=b'],
    ['GET /s3%2Fcr%3Dt', 'GET /…'],
    ['GET /?q=s3%2Fcr%3Dt', 'GET /?q=…'],
    ['GET /%E0%A4%A', 'GET /%E0%A4%A'],
    [
      'GET /campaigns/11111111-1111-4111-8111-111111111111',
      'GET /campaigns/11111111-1111-4111-8111-111111111111'
    ],
    [
      'starting_after=MDE5YmMwZmQtODljMC03MDAwLTgwMDAtMGY5NjI5ZWNiZmE4',
      'starting_after=MDE5YmMwZmQtODljMC03MDAwLTgwMDAtMGY5NjI5ZWNiZmE4'
    ]
  ] as const) {
    t.equal(redact(text), shown)
  }
})
