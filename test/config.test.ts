import t from 'tap'
import { ConfigError, readConfig } from '../src/config.ts'

const VERSION = '9.8.7'

/** The settings, where neither help nor the version was asked for. */
function settings(argv: string[], env: Record<string, string> = {}) {
  const config = readConfig(argv, env, VERSION)
  if (typeof config === 'string') throw new Error(`wanted settings, got the text ${config}`)
  return config
}

/** What the refusal says; fails where nothing is refused, or not as the user's mistake. */
function refusal(argv: string[], env: Record<string, string> = {}): string {
  try {
    readConfig(argv, env, VERSION)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error(`nothing was wrong with ${argv.join(' ')} ${JSON.stringify(env)}`)
}

const defaults = {
  port: 3000,
  host: '127.0.0.1',
  seed: 1,
  'seed-size': 120,
  fixture: undefined,
  data: undefined,
  key: new Map(),
  'no-admin': false,
  'admin-key': undefined,
  tls: false,
  'tls-port': 3443,
  'tls-names': [],
  'log-level': 'info'
}

const variableOf = (name: string) => `INSTANTLY_MOCK_${name.toUpperCase().replaceAll('-', '_')}`

t.test('without flags and variables every setting has its default', async (t) => {
  t.strictSame(settings([]), defaults)
})

const switches = ['no-admin', 'tls']

t.test('every setting has a flag and a variable', async (t) => {
  const rows = [
    ['port', '8080', 8080],
    ['host', '0.0.0.0', '0.0.0.0'],
    ['seed', '7', 7],
    ['seed-size', '3', 3],
    ['fixture', 'small', 'small'],
    ['data', './kept', './kept'],
    ['admin-key', 's3cret', 's3cret'],
    ['tls-port', '443', 443],
    [
      'tls-names',
      'mock, *.example.com,10.1.2.3,fd00::1,my_host',
      ['mock', '*.example.com', '10.1.2.3', 'fd00::1', 'my_host']
    ],
    ['log-level', 'silent', 'silent'],
    ['key', 's3cret=team:all:read', new Map([['s3cret', { workspace: 'team', scopes: ['all:read'] }]])]
  ] as const
  const withValue = Object.keys(defaults).filter((name) => !switches.includes(name))
  t.strictSame(rows.map(([name]) => name).sort(), withValue.sort(), 'none is forgotten here')
  for (const [name, given, value] of rows) {
    const variable = variableOf(name)
    t.strictSame(settings([`--${name}`, given]), { ...defaults, [name]: value }, `--${name} ${given}`)
    t.strictSame(settings([`--${name}=${given}`]), { ...defaults, [name]: value }, `--${name}=${given}`)
    t.strictSame(settings([], { [variable]: given }), { ...defaults, [name]: value }, `${variable}=${given}`)
  }
})

t.test(
  'a switch is a flag without a value, or with true or false; a variable says true or false',
  async (t) => {
    for (const name of switches) {
      const variable = variableOf(name)
      const on = { ...defaults, [name]: true }
      t.strictSame(settings([`--${name}`]), on)
      for (const yes of ['true', '1']) {
        t.strictSame(settings([`--${name}=${yes}`]), on)
        t.strictSame(settings([], { [variable]: yes }), on)
      }
      for (const no of ['false', '0']) {
        t.strictSame(settings([`--${name}=${no}`], { [variable]: 'true' }), defaults)
        t.strictSame(settings([], { [variable]: no }), defaults)
      }
      t.strictSame(settings([], { [variable]: '' }), defaults)
      t.equal(refusal([`--${name}=`]), `--${name} needs a value, wanted true or false`)
      t.equal(refusal([`--${name}=yes`]), `--${name}: got yes, wanted true or false`)
      t.equal(refusal([], { [variable]: 'on' }), `${variable}: got on, wanted true or false`)
    }
  }
)

t.test('HTTPS whose certificate nobody could get at is refused', async (t) => {
  const nowhere = '--tls with --no-admin needs --data: nobody could get at the certificate to trust'
  t.equal(refusal(['--tls', '--no-admin']), nowhere)
  t.equal(settings(['--tls', '--no-admin', '--data', 'kept']).tls, true)
  t.equal(settings(['--tls', '--admin-key', 's3cret']).tls, true)
})

t.test('a flag outranks the own variable, and that outranks the one that platforms set', async (t) => {
  const env = {
    INSTANTLY_MOCK_PORT: '2002',
    PORT: '2003',
    INSTANTLY_MOCK_HOST: 'own.example',
    HOST: 'platform.example',
    INSTANTLY_MOCK_KEY: 'a=team:all:all'
  }
  const flags = settings(['--port', '2001', '--host', 'flag.example', '--key', 'b=team:all:all'], env)
  t.equal(flags.port, 2001)
  t.equal(flags.host, 'flag.example')
  t.strictSame([...flags.key.keys()], ['b'])

  t.equal(settings([], env).port, 2002)
  t.equal(settings([], env).host, 'own.example')
  t.equal(settings([], { PORT: '2003' }).port, 2003)
  t.equal(settings([], { HOST: 'platform.example' }).host, 'platform.example')
})

t.test('a variable that is set to nothing is not set', async (t) => {
  t.equal(settings([], { INSTANTLY_MOCK_PORT: '', PORT: '' }).port, 3000)
  t.equal(settings([], { INSTANTLY_MOCK_PORT: '', PORT: '2003' }).port, 2003)
})

t.test('variables of other programs are not looked at', async (t) => {
  t.strictSame(settings([], { SEED: '5', DATA: 'x', KEY: 'x', INSTANTLY_MOCK_NOPE: 'x' }), defaults)
})

t.test('the last of a repeated flag counts', async (t) => {
  t.equal(settings(['--port', '1', '--port', '2']).port, 2)
})

t.test('a repeated --key adds a key', async (t) => {
  const { key } = settings(['--key', 'a=one:all:all', '--key', 'b=two:campaigns:read,custom_tags:all'])
  t.strictSame(
    key,
    new Map([
      ['a', { workspace: 'one', scopes: ['all:all'] }],
      ['b', { workspace: 'two', scopes: ['campaigns:read', 'custom_tags:all'] }]
    ])
  )
})

t.test('INSTANTLY_MOCK_KEY holds several keys, with white space between and around them', async (t) => {
  for (const given of ['a=one:all:all b=two:all:read', '\n  a=one:all:all\n  b=two:all:read\n']) {
    t.strictSame(
      settings([], { INSTANTLY_MOCK_KEY: given }).key,
      new Map([
        ['a', { workspace: 'one', scopes: ['all:all'] }],
        ['b', { workspace: 'two', scopes: ['all:read'] }]
      ]),
      JSON.stringify(given)
    )
  }
})

t.test('an unknown flag is refused, with those that there are', async (t) => {
  const wanted =
    'wanted one of --port, --host, --seed, --seed-size, --fixture, --data, --key, --no-admin, --admin-key, --tls, ' +
    '--tls-port, --tls-names, --log-level, --help, --version'
  for (const [argv, shown] of [
    [['--prot', '1'], '--prot'],
    [['--prot=1'], '--prot'],
    [['-p', '1'], '-p'],
    [['--no-port'], '--no-port'],
    [['--Port', '1'], '--Port'],
    [['--toString'], '--toString'],
    [['--constructor'], '--constructor'],
    [['--__proto__'], '--__proto__']
  ] as const) {
    t.equal(refusal([...argv]), `unknown flag ${shown}, ${wanted}`)
  }
})

t.test('an argument that is no flag is refused', async (t) => {
  t.match(refusal(['serve']), /^unknown argument.*wanted only flags: see --help$/)
  t.match(refusal(['--', '--port']), /^unknown argument.*wanted only flags: see --help$/)
  t.match(refusal(['--port', '1', '2']), /^unknown argument.*wanted only flags: see --help$/)
})

t.test('a flag without a value is refused, with what it wants', async (t) => {
  const wants = {
    port: 'N',
    host: 'HOST',
    seed: 'N',
    'seed-size': 'N',
    fixture: 'FILE',
    data: 'DIR',
    key: 'SECRET=WORKSPACE:SCOPES',
    'admin-key': 'KEY',
    'tls-port': 'N',
    'tls-names': 'NAME,NAME',
    'log-level': 'LEVEL'
  }
  for (const [name, wanted] of Object.entries(wants)) {
    t.equal(refusal([`--${name}`]), `--${name} needs a value, wanted ${wanted}`)
    t.equal(refusal([`--${name}=`]), `--${name} needs a value, wanted ${wanted}`)
  }
})

t.test('a flag does not take the next flag for its value', async (t) => {
  t.equal(refusal(['--data', '--seed', '5']), '--data needs a value, wanted DIR')
  t.equal(refusal(['--data', '--help']), '--data needs a value, wanted DIR')
})

t.test('a value that cannot be used is refused: where it was given, what, and what is wanted', async (t) => {
  const levels = 'one of fatal, error, warn, info, debug, trace, silent'
  for (const [name, given, wanted] of [
    ['port', 'http', 'a whole number from 0 to 65535'],
    ['port', '65536', 'a whole number from 0 to 65535'],
    ['port', '-1', 'a whole number from 0 to 65535'],
    ['port', '80.5', 'a whole number from 0 to 65535'],
    ['port', '1e3', 'a whole number from 0 to 65535'],
    ['port', ' 80', 'a whole number from 0 to 65535'],
    ['port', '0x50', 'a whole number from 0 to 65535'],
    ['seed', 'abc', 'a whole number from 0 to 2147483648'],
    ['seed', '2147483649', 'a whole number from 0 to 2147483648'],
    ['seed-size', '100001', 'a whole number from 0 to 100000'],
    ['tls-port', '65536', 'a whole number from 0 to 65535'],
    ['tls-names', 'https://mock', 'host names or addresses with commas between them'],
    ['tls-names', 'mock,', 'host names or addresses with commas between them'],
    ['tls-names', 'mock:443', 'host names or addresses with commas between them'],
    ['tls-names', 'a.*.example.com', 'host names or addresses with commas between them'],
    ['log-level', 'loud', levels],
    ['log-level', 'INFO', levels]
  ] as const) {
    const variable = variableOf(name)
    t.equal(refusal([`--${name}=${given}`]), `--${name}: got ${given}, wanted ${wanted}`)
    t.equal(refusal([], { [variable]: given }), `${variable}: got ${given}, wanted ${wanted}`)
  }
  t.equal(
    refusal([], { INSTANTLY_MOCK_PORT: '', PORT: 'http' }),
    'PORT: got http, wanted a whole number from 0 to 65535'
  )
})

t.test('the ends of each range can be used', async (t) => {
  t.equal(settings(['--port', '0']).port, 0)
  t.equal(settings(['--port', '65535']).port, 65535)
  t.equal(settings(['--seed', '2147483648']).seed, 2147483648)
  t.equal(settings(['--seed-size', '100000'])['seed-size'], 100000)
})

t.test('a secret is in no message, however the key is misspelt', async (t) => {
  for (const given of [
    's3cret',
    's3cret:team:all:all',
    's3cret=',
    's3cret=Team:all:all',
    's3cret=team',
    's3cret=team:',
    's3cret=team:nope:read',
    's3cret=team:campaigns:fly',
    's3cret=team:campaigns:read:more',
    's3cret=team:all:all,',
    's3cret=with=signs=team:nope:all'
  ]) {
    for (const message of [
      refusal(['--key', given]),
      refusal([`--key=${given}`]),
      refusal(['--key', 'fine=team:all:all', '--key', given]),
      refusal([], { INSTANTLY_MOCK_KEY: given })
    ]) {
      t.notMatch(message, 's3cret', given)
      t.notMatch(message, '\n', 'one line')
      t.match(message, /^(--key|INSTANTLY_MOCK_KEY): got .*, wanted /)
    }
  }
})

t.test('a secret is in no message where --key itself is forgotten or misspelt', async (t) => {
  t.notMatch(refusal(['s3cret=team:all:all']), 's3cret')
  t.notMatch(refusal(['--kye', 's3cret=team:all:all']), 's3cret')
  t.notMatch(refusal(['--kye=s3cret=team:all:all']), 's3cret')
})

t.test('what is wrong with a key is told', async (t) => {
  t.equal(
    refusal(['--key', 's3cret=Team:all:all']),
    '--key: got …=Team:all:all, wanted secret=workspace:scope,scope with a workspace of 1 to 64 of a-z, 0-9, - and _'
  )
  t.equal(
    refusal(['--key', 's3cret=team:all:all,campaigns:fly']),
    '--key: got the scope campaigns:fly, wanted <resource>:<read|create|update|delete|all>, such as campaigns:read'
  )
})

t.test('--help is a text with every flag and its default, and how variables are named', async (t) => {
  const help = String(readConfig(['--port', 'nonsense', '--help'], {}, VERSION))
  for (const name of Object.keys(defaults)) t.match(help, `--${name} `)
  t.match(help, '[3000]')
  t.match(help, '[127.0.0.1]')
  t.match(help, '--seed-size is INSTANTLY_MOCK_SEED_SIZE')
  t.match(help, 'INSTANTLY_MOCK_TLS=true')
  t.match(help, 'PORT and HOST')
  t.match(help, '--help ')
  t.match(help, '--version ')
  t.notMatch(help, 'undefined')
  t.notMatch(help, '[object')
  t.ok(
    help.split('\n').every((line) => line.length <= 100),
    'fits a terminal'
  )
})

t.test('--version is the version and nothing else', async (t) => {
  t.equal(readConfig(['--version'], {}, VERSION), VERSION)
  t.equal(readConfig(['--version', '--port', 'nonsense'], {}, VERSION), VERSION)
})
