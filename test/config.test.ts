import t from 'tap'
import { ConfigError, readConfig } from '../src/config.ts'

const VERSION = '9.8.7'

for (const name of Object.keys(process.env)) {
  if (/^(INSTANTLY_MOCK_.*|PORT|HOST)$/.test(name)) delete process.env[name]
}

/** What is read from flags and variables. */
function read(argv: string[], env: Record<string, string> = {}) {
  Object.assign(process.env, env)
  try {
    return readConfig(argv, VERSION)
  } finally {
    for (const name of Object.keys(env)) delete process.env[name]
  }
}

/** The settings, unless help or the version was requested. */
function settings(argv: string[], env: Record<string, string> = {}) {
  const found = read(argv, env)
  if (typeof found === 'string') throw new Error(`wanted settings, got the text ${found}`)
  return found.config
}

/** What was given without effect. */
function warnings(argv: string[], env: Record<string, string> = {}) {
  const found = read(argv, env)
  if (typeof found === 'string') throw new Error(`wanted settings, got the text ${found}`)
  return found.warnings
}

/** What the refusal says; fails where nothing is refused, or not as the user's mistake. */
function refusal(argv: string[], env: Record<string, string> = {}): string {
  try {
    read(argv, env)
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
  seedSize: 120,
  workspaceLimit: 256,
  key: new Map(),
  anyKey: false,
  watch: false,
  admin: true,
  tls: false,
  tlsPort: 3443,
  tlsNames: [],
  webhookHosts: [],
  logLevel: 'info',
  verbose: false
}

const variableOf = (name: string) => `INSTANTLY_MOCK_${name.toUpperCase().replaceAll('-', '_')}`

t.test('without flags and variables every setting has its default', async (t) => {
  t.strictSame(settings([]), defaults)
})

const rows = [
  ['port', '8080', { port: 8080 }],
  ['host', '0.0.0.0', { host: '0.0.0.0' }],
  ['seed', '7', { seed: 7 }],
  ['seed-size', '3', { seedSize: 3 }],
  ['workspace-limit', '64', { workspaceLimit: 64 }],
  ['fixture', 'small', { fixture: 'small' }],
  ['data', './kept', { data: './kept' }],
  ['admin-key', 's3cret', { adminKey: 's3cret' }],
  ['tls-port', '443', { tlsPort: 443 }],
  [
    'tls-names',
    'mock, *.example.com,10.1.2.3,fd00::1,my_host',
    { tlsNames: ['mock', '*.example.com', '10.1.2.3', 'fd00::1', 'my_host'] }
  ],
  [
    'webhook-hosts',
    'hooks.example.com,*.example.org',
    { webhookHosts: ['hooks.example.com', '*.example.org'] }
  ],
  ['log-level', 'silent', { logLevel: 'silent' }],
  ['key', 's3cret=team:all:read', { key: new Map([['s3cret', { workspace: 'team', scopes: ['all:read'] }]]) }]
] as const

const switches = [
  ['any-key', { anyKey: true }],
  ['watch', { watch: true }],
  ['verbose', { verbose: true, logLevel: 'debug' }],
  ['no-admin', { admin: false }],
  ['tls', { tls: true }]
] as const

t.test('every setting has a flag and a variable', async (t) => {
  for (const [name, given, value] of rows) {
    const variable = variableOf(name)
    t.strictSame(settings([`--${name}`, given]), { ...defaults, ...value }, `--${name} ${given}`)
    t.strictSame(settings([`--${name}=${given}`]), { ...defaults, ...value }, `--${name}=${given}`)
    t.strictSame(settings([], { [variable]: given }), { ...defaults, ...value }, `${variable}=${given}`)
  }
})

t.test('-p is the port', async (t) => {
  t.equal(settings(['-p', '8080']).port, 8080)
  t.equal(settings(['-p8080']).port, 8080)
})

t.test(
  'a switch is a flag without a value, or with true or false; a variable is true or false',
  async (t) => {
    for (const [name, value] of switches) {
      const variable = variableOf(name)
      const on = { ...defaults, ...value }
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
      const wanted = 'Wanted true or false.'
      t.equal(refusal([`--${name}=`]), `option '--${name} [yes]' argument '' is invalid. ${wanted}`)
      t.equal(refusal([`--${name}=yes`]), `option '--${name} [yes]' argument 'yes' is invalid. ${wanted}`)
      t.equal(
        refusal([], { [variable]: 'on' }),
        `option '--${name} [yes]' value 'on' from env '${variable}' is invalid. ${wanted}`
      )
    }
  }
)

t.test('HTTPS whose certificate would be inaccessible is refused', async (t) => {
  const nowhere = '--tls with --no-admin needs --data: the certificate would be out of reach'
  t.equal(refusal(['--tls', '--no-admin']), nowhere)
  t.equal(settings(['--tls', '--no-admin', '--data', 'kept']).tls, true)
  t.equal(settings(['--tls', '--admin-key', 's3cret']).tls, true)
})

t.test('a flag outranks the own variable, and that outranks the one that platforms set', async (t) => {
  const env = {
    INSTANTLY_MOCK_PORT: '2002',
    PORT: '2003',
    INSTANTLY_MOCK_HOST: 'own.example',
    HOST: '10.0.0.1',
    INSTANTLY_MOCK_KEY: 'a=team:all:all'
  }
  const flags = settings(['--port', '2001', '--host', 'flag.example', '--key', 'b=team:all:all'], env)
  t.equal(flags.port, 2001)
  t.equal(flags.host, 'flag.example')
  t.strictSame([...flags.key.keys()], ['b'])

  t.equal(settings([], env).port, 2002)
  t.equal(settings([], env).host, 'own.example')
  t.equal(settings([], { PORT: '2003' }).port, 2003)
  t.equal(settings([], { HOST: '10.0.0.1' }).host, '10.0.0.1')
  t.equal(settings([], { HOST: 'localhost' }).host, 'localhost')
})

t.test('a variable that is set to nothing is not set', async (t) => {
  t.equal(settings([], { INSTANTLY_MOCK_PORT: '', PORT: '' }).port, 3000)
  t.equal(settings([], { INSTANTLY_MOCK_PORT: '', PORT: '2003' }).port, 2003)
})

t.test('variables of other programs are not looked at', async (t) => {
  const env = { SEED: '5', DATA: 'x', KEY: 'x' }
  t.strictSame(settings([], env), defaults)
  t.strictSame(warnings([], env), [])
})

t.test('a misspelt variable with our prefix is reported with the probable name', async (t) => {
  for (const [given, told] of [
    ['INSTANTLY_MOCK_PROT', ', did you mean INSTANTLY_MOCK_PORT?'],
    ['INSTANTLY_MOCK_SEEDSIZE', ', did you mean INSTANTLY_MOCK_SEED_SIZE?'],
    ['INSTANTLY_MOCK_ADMINKEY', ', did you mean INSTANTLY_MOCK_ADMIN_KEY?'],
    ['INSTANTLY_MOCK_SOMETHING_ELSE_ENTIRELY', ': see --help']
  ] as const) {
    t.strictSame(warnings([], { [given]: 'x' }), [`${given} is not a setting${told}`])
  }
  t.strictSame(
    warnings([], { INSTANTLY_MOCK_URL: 'x', INSTANTLY_MOCK_TRIPWIRE: '1' }),
    [],
    'the redirect has these'
  )
})

t.test('variables set by platforms never prevent a start', async (t) => {
  // conda; iisnode; Kubernetes, beside a service named instantly-mock
  for (const [env, told] of [
    [
      { HOST: 'x86_64-conda-linux-gnu' },
      ['HOST is ignored: it is x86_64-conda-linux-gnu, wanted an IP address or localhost']
    ],
    [{ PORT: 'pipe-1' }, ['PORT is ignored: it is pipe-1, wanted a whole number from 0 to 65535']],
    [{ PORT: '65536' }, ['PORT is ignored: it is 65536, wanted a whole number from 0 to 65535']],
    [
      {
        INSTANTLY_MOCK_PORT: 'tcp://10.0.0.1:3000',
        INSTANTLY_MOCK_PORT_3000_TCP: 'tcp://10.0.0.1:3000',
        INSTANTLY_MOCK_SERVICE_HOST: '10.0.0.1'
      },
      []
    ]
  ] as const) {
    t.strictSame(settings([], { ...env }), defaults)
    t.strictSame(warnings([], { ...env }), told)
  }
  t.strictSame(warnings([], { HOST: 'x86_64-conda-linux-gnu', INSTANTLY_MOCK_HOST: '::1' }), [])
})

t.test('a setting without effect is reported by the flag or variable that it came from', async (t) => {
  t.strictSame(warnings(['--fixture', 'small', '--seed', '7']), [
    '--seed grows no data with --fixture: only new ids follow from it'
  ])
  t.strictSame(warnings(['--fixture', 'small'], { INSTANTLY_MOCK_SEED_SIZE: '7' }), [
    'INSTANTLY_MOCK_SEED_SIZE has no effect with --fixture'
  ])
  t.strictSame(warnings(['--tls-port', '443', '--tls-names', 'mock']), [
    '--tls-port has no effect without --tls',
    '--tls-names has no effect without --tls'
  ])
  t.strictSame(warnings(['--verbose', '--log-level', 'warn']), ['--verbose has no effect with --log-level'])
  t.equal(settings(['--verbose', '--log-level', 'warn']).logLevel, 'warn')
  t.strictSame(warnings(['--no-admin', '--admin-key', 'l0ck']), ['--admin-key has no effect with --no-admin'])
  t.strictSame(warnings(['--tls', '--tls-port', '443', '--seed', '7', '--admin-key', 'l0ck']), [])
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

t.test('an unknown flag is refused, with the one that it may mean', async (t) => {
  for (const [argv, told] of [
    [['--prot', '1'], "'--prot' (Did you mean --port?)"],
    [['--prot=1'], "'--prot' (Did you mean --port?)"],
    [['-x', '1'], "'-x'"],
    [['--no-port'], "'--no-port' (Did you mean one of --port, --tls-port?)"],
    [['--toString'], "'--toString'"],
    [['--constructor'], "'--constructor'"],
    [['--__proto__'], "'--__proto__'"]
  ] as const) {
    t.equal(refusal([...argv]), `unknown option ${told}`)
  }
})

t.test('a stray argument is refused', async (t) => {
  for (const argv of [['serve'], ['--', '--port'], ['--port', '1', '2'], ['--tls', 'true']]) {
    t.equal(refusal(argv), 'unknown argument, wanted only flags: see --help')
  }
})

t.test('a flag without a value is refused', async (t) => {
  for (const [name] of rows) {
    t.match(refusal([`--${name}`]), /^option '.*' argument missing$/)
    t.match(
      refusal([`--${name}=`]),
      name === 'key' ? /^--key: got …, wanted / : / argument '' is invalid\. \w/
    )
  }
})

t.test('a flag does not take the next flag for its value', async (t) => {
  t.equal(
    refusal(['--data', '--seed', '5']),
    "option '--data <dir>' argument '--seed' is invalid. Wanted a directory."
  )
})

t.test('an invalid value is refused with its source, the value and what is expected', async (t) => {
  const levels = 'Allowed choices are fatal, error, warn, info, debug, trace, silent.'
  for (const [name, given, wanted] of [
    ['port', 'http', 'Wanted a whole number from 0 to 65535.'],
    ['port', '65536', 'Wanted a whole number from 0 to 65535.'],
    ['port', '-1', 'Wanted a whole number from 0 to 65535.'],
    ['port', '80.5', 'Wanted a whole number from 0 to 65535.'],
    ['port', '1e3', 'Wanted a whole number from 0 to 65535.'],
    ['port', ' 80', 'Wanted a whole number from 0 to 65535.'],
    ['port', '0x50', 'Wanted a whole number from 0 to 65535.'],
    ['seed', 'abc', 'Wanted a whole number from 0 to 2147483648.'],
    ['seed', '2147483649', 'Wanted a whole number from 0 to 2147483648.'],
    ['seed-size', '100001', 'Wanted a whole number from 0 to 100000.'],
    ['workspace-limit', '513', 'Wanted a whole number from 1 to 512.'],
    ['tls-port', '65536', 'Wanted a whole number from 0 to 65535.'],
    ['tls-names', 'https://mock', 'Wanted host names or addresses with commas between them.'],
    ['tls-names', 'mock,', 'Wanted host names or addresses with commas between them.'],
    ['tls-names', 'mock:443', 'Wanted host names or addresses with commas between them.'],
    ['tls-names', 'a.*.example.com', 'Wanted host names or addresses with commas between them.'],
    ['log-level', 'loud', levels],
    ['log-level', 'INFO', levels]
  ] as const) {
    const variable = variableOf(name)
    const flag = new RegExp(`^option '[^']*--${name} <[^']*' `)
    for (const [message, source] of [
      [refusal([`--${name}=${given}`]), `argument '${given}'`],
      [refusal([], { [variable]: given }), `value '${given}' from env '${variable}'`]
    ] as const) {
      t.match(message, flag)
      t.equal(message.replace(flag, ''), `${source} is invalid. ${wanted}`)
    }
  }
})

t.test('the ends of each range can be used', async (t) => {
  t.equal(settings(['--port', '0']).port, 0)
  t.equal(settings(['--port', '65535']).port, 65535)
  t.equal(settings(['--seed', '2147483648']).seed, 2147483648)
  t.equal(settings(['--seed-size', '100000']).seedSize, 100000)
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

t.test('mistakes in a key are explained', async (t) => {
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
  for (const flag of ['-h', '--help']) {
    const help = String(read(['--port', 'nonsense', flag], { INSTANTLY_MOCK_TLS: 'nonsense' }))
    for (const [name] of [...rows, ...switches]) t.match(help, `--${name} `)
    t.match(help, '(default: 3000)')
    t.match(help, '127.0.0.1')
    t.match(help, '--seed-size is INSTANTLY_MOCK_SEED_SIZE')
    t.match(help, 'INSTANTLY_MOCK_TLS=true')
    t.match(help, 'PORT and HOST')
    t.match(help, '-h, --help ')
    t.match(help, '-v, --version ')
    t.notMatch(help, 'undefined')
    t.notMatch(help, '[object')
    t.ok(
      help.split('\n').every((line) => line.length <= 100),
      'fits a terminal'
    )
  }
})

t.test('--version is the version and nothing else', async (t) => {
  for (const flag of ['-v', '--version']) {
    t.equal(read([flag]), VERSION)
    t.equal(read([flag, '--port', 'nonsense']), VERSION)
  }
})
