import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import t, { type Test } from 'tap'
import { cli, root, run } from './run.ts'

// Each test starts processes: on a busy machine they exceed the 30 seconds that tap allows a file.
t.setTimeout(300_000)

/** All that comes over the socket until it closes, and a way to wait for a part of it. */
function conversation(socket: Socket) {
  let heard = ''
  socket.setEncoding('utf8').on('data', (written) => {
    heard += written
  })
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  return {
    async hears(part: string) {
      while (!heard.includes(part)) {
        if (socket.closed) throw new Error(`closed before ${part} came: ${heard}`)
        await Promise.race([once(socket, 'data'), closed])
      }
      return heard
    },
    all: closed.then(() => heard)
  }
}

/** Waits until nothing listens on the port any longer. */
async function refusesConnections(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const refused = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false)).once('error', () => resolve(true))
    })
    socket.destroy()
    if (refused) return
  }
}

t.test('prints its address and data as one line of JSON', async (t) => {
  const { listens, printed } = run(t, ['--port', '0', '--key', 's3cret=team:campaigns:read'])
  const { url, port } = await listens()
  t.equal(url, `http://127.0.0.1:${port}`)
  const lines = printed.out.trimEnd().split('\n')
  t.equal(lines.length, 1)
  const { operations } = (await (await fetch(url)).json()) as { operations: { built: number } }
  t.match(JSON.parse(String(lines[0])), {
    msg: 'listening',
    url,
    base_urls: [url, `${url}/api`, `${url}/api/v2`],
    world: 'seed 1, 120 campaigns',
    data: 'in memory',
    key: 'mock_default',
    keys: ['s3c… team campaigns:read'],
    operations: `${operations.built} of 240 are implemented`,
    control_plane: `${url}/__admin/docs`,
    locked: false,
    docs: `${url}/docs`
  })
  t.notMatch(printed.out, /https|"ca"/)

  t.match(await (await fetch(`${url}/health`)).json(), { status: 'ok' })
  for (const base of [`${url}/`, `${url}/api/`, `${url}/api/v2/`]) {
    const path = base.endsWith('/api/v2/')
      ? 'campaigns'
      : base.endsWith('/api/')
        ? 'v2/campaigns'
        : 'api/v2/campaigns'
    const answer = await fetch(new URL(path, base), { headers: { authorization: 'Bearer mock_default' } })
    t.equal(answer.status, 200, `the printed key works under ${base}`)
  }
})

t.test('prints the fixture, the data directory and settings without effect', async (t) => {
  const data = join(t.testdir(), 'kept')
  const flags = [
    '--port',
    '0',
    '--fixture',
    'small',
    '--data',
    data,
    '--seed-size',
    '3',
    '--admin-key',
    'l0ck'
  ]
  const { listens, printed } = run(t, flags, { INSTANTLY_MOCK_PROT: '1', HOST: 'x86_64-conda-linux-gnu' })
  await listens()
  const lines = printed.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.match(lines.at(-1), { msg: 'listening', world: 'the fixture small', data, locked: true })
  t.strictSame(
    lines.filter(({ level }) => level === 40).map(({ msg }) => msg),
    [
      '--seed-size has no effect with --fixture',
      'INSTANTLY_MOCK_PROT is not a setting, did you mean INSTANTLY_MOCK_PORT?',
      'HOST is ignored: it is x86_64-conda-linux-gnu, wanted an IP address or localhost'
    ]
  )
})

t.test('reports that the workspaces of --data have another initial state', async (t) => {
  const data = t.testdir({ 'default.sqlite': '', '.world': 'seed 7, 120 campaigns' })
  const { listens, printed } = run(t, ['--port', '0', '--data', data])
  await listens()
  const [line = ''] = printed.out.split('\n')
  t.match(JSON.parse(line), {
    level: 40,
    msg: /holds workspaces that began as seed 7, 120 campaigns, .* seed 1, 120 campaigns is what they become/
  })
})

t.test('--any-key accepts every key, with a workspace for each', async (t) => {
  const { listens, printed } = run(t, ['--port', '0', '--fixture', 'empty', '--any-key'])
  const { url } = await listens()
  t.match(printed.out, '"key":"any: each opens a workspace of its own"')
  const headers = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' })
  const tags = `${url}/api/v2/custom-tags`
  await fetch(tags, { method: 'POST', headers: headers('one'), body: '{"label":"of one"}' })
  t.match(await (await fetch(tags, { headers: headers('one') })).json(), { items: { length: 1 } })
  t.match(await (await fetch(tags, { headers: headers('two') })).json(), { items: { length: 0 } })
})

t.test('--verbose logs complete bodies without their secrets', async (t) => {
  const { listens, prints } = run(t, ['--port', '0', '--fixture', 'empty', '--verbose'])
  const { url } = await listens()
  await fetch(`${url}/api/v2/custom-tags`, {
    method: 'POST',
    headers: { authorization: 'Bearer mock_default', 'content-type': 'application/json' },
    body: '{"label":"Seen","password":"s3cret"}'
  })
  const [line] = await prints(/.*POST \/api\/v2\/custom-tags 200.*\n/)
  const { sent, answer } = JSON.parse(line)
  t.strictSame(sent, { label: 'Seen', password: '…' })
  t.match(answer, { label: 'Seen' })
})

t.test('starts with the seed, the fixture and the keys given as flags', async (t) => {
  const { listens } = run(t, ['--port', '0', '--fixture', 'small', '--key', 's3cret=team:campaigns:read'])
  const { url } = await listens()
  const list = async (resource: string) => {
    const answer = await fetch(`${url}/api/v2/${resource}`, { headers: { authorization: 'Bearer s3cret' } })
    return { status: answer.status, body: await answer.json() }
  }
  t.match(await list('campaigns'), { status: 200, body: { items: { length: 4 } } })
  t.match(await list('custom-tags'), { status: 401 })
})

t.test('the control plane is disabled or locked by a flag or a variable', async (t) => {
  const rows: [string[], Record<string, string>, number, number][] = [
    [['--no-admin'], {}, 404, 404],
    [[], { INSTANTLY_MOCK_NO_ADMIN: 'true' }, 404, 404],
    [['--admin-key', 'l0ck'], {}, 401, 200],
    [[], { INSTANTLY_MOCK_ADMIN_KEY: 'l0ck' }, 401, 200],
    [[], {}, 200, 200]
  ]
  const check = async ([flags, env, without, withKey]: (typeof rows)[number]) => {
    const { listens, printed } = run(t, ['--port', '0', '--fixture', 'empty', ...flags], env)
    const { url } = await listens()
    const greeting = printed.out
    const clock = async (headers = {}) => {
      const all = { authorization: 'Bearer mock_default', ...headers }
      return (await fetch(`${url}/__admin/clock`, { headers: all })).status
    }
    const shown = `${flags.join(' ')} ${JSON.stringify(env)}`
    t.equal(await clock(), without, `without a key: ${shown}`)
    t.equal(await clock({ 'x-admin-key': 'l0ck' }), withKey, `with its key: ${shown}`)
    t.equal(greeting.includes('__admin'), without !== 404)
    t.equal(greeting.includes('"locked":true'), without === 401)
    t.notMatch(printed.out, 'l0ck')
  }
  await Promise.all(rows.map(check))
})

t.test('for every interface, an address is printed that every client reaches', async (t) => {
  const { listens } = run(t, ['--port', '0', '--host', '0.0.0.0'])
  const { url, port } = await listens()
  t.equal(url, `http://127.0.0.1:${port}`)
  t.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200)
})

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1')
)

t.test('an IPv6 address is printed in brackets', { skip: !hasIpv6 && 'no IPv6 here' }, async (t) => {
  const { listens } = run(t, ['--port', '0', '--host', '::1'])
  const { url, port } = await listens()
  t.equal(url, `http://[::1]:${port}`)
  t.equal((await fetch(`${url}/health`)).status, 200)
})

t.test('--help and --version are printed and nothing is started', async (t) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  t.match(await run(t, ['--version']).closed, { code: 0, out: new RegExp(`^${version}\n$`), err: '' })
  t.match(await run(t, ['--help']).closed, {
    code: 0,
    out: /^Usage: instantly-mock [\s\S]*--port <n>/,
    err: ''
  })
})

t.test('ends with 2 and one line for a flag, a variable or a fixture that cannot be used', async (t) => {
  const files = t.testdir({
    'broken.json': '{\n  "campaigns": nope\n}\n',
    'cut.json': '{"campaigns": [',
    'unknown.json': '{"letters": []}',
    'wrong.json': '{"custom_tags": [{"id": 7, "label": "Seven"}]}'
  })
  const file = (name: string) => ['--fixture', join(files, name)]
  const mistakes: [string[], Record<string, string>, RegExp][] = [
    [['--prot', '1'], {}, /unknown option '--prot' \(Did you mean --port\?\)/],
    [['--port', 'http'], {}, /--port <n>' argument 'http' is invalid/],
    [[], { INSTANTLY_MOCK_SEED: 'x' }, /'x' from env 'INSTANTLY_MOCK_SEED'/],
    [['--key', 's3cret'], {}, /--key: got …/],
    [['--tls', '--no-admin'], {}, /--tls with --no-admin needs --data/],
    [['--tls-names', 'a b'], {}, /--tls-names <name,name>' argument 'a b'/],
    [[], { INSTANTLY_MOCK_TLS: 'on' }, /'on' from env 'INSTANTLY_MOCK_TLS'/],
    [['--fixture', 'absent'], {}, /There is no bundled fixture absent, wanted one of empty, small/],
    [file('absent.json'), {}, /absent\.json.*no such file/],
    [file('broken.json'), {}, /broken\.json.*JSON/],
    [file('cut.json'), {}, /cut\.json.*JSON/],
    [file('unknown.json'), {}, /unknown\.json:1: the fixture has letters: \[\], wanted only /],
    [file('wrong.json'), {}, /wrong\.json:1: custom_tags\/0\/id is 7, wanted a UUID /]
  ]
  const answers = await Promise.all(
    mistakes.map(([flags, env]) => run(t, ['--port', '0', ...flags], env).closed)
  )
  for (const [index, { code, out, err }] of answers.entries()) {
    const [flags = [], , line = /$^/] = mistakes[index] ?? []
    t.equal(code, 2, `code for ${flags.join(' ')}`)
    t.equal(out, '')
    t.match(err, /^instantly-mock: [^\n]+\n$/, 'one line')
    t.match(err, line)
    t.notMatch(err, 's3cret')
  }
})

t.test('a fixture that names one thing twice, or a tag that is not there, is refused at start', async (t) => {
  const tag = (id: string, label: string) => ({
    id,
    timestamp_created: '2026-01-01T09:00:00.000Z',
    timestamp_updated: '2026-01-01T09:00:00.000Z',
    organization_id: 'o',
    label
  })
  const mapping = {
    id: 'm',
    tag_id: 'absent',
    resource_id: 'anna@example.com',
    resource_type: 1,
    timestamp_created: '2026-01-01T09:00:00.000Z',
    organization_id: 'o'
  }
  const files = t.testdir({
    'twice.json': JSON.stringify({ custom_tags: [tag('a', 'One'), tag('a', 'Two')] }),
    'dangling.json': JSON.stringify({ custom_tag_mappings: [mapping] })
  })
  for (const [name, place] of [
    ['twice.json', 'custom_tags/1'],
    ['dangling.json', 'custom_tag_mappings/0']
  ] as const) {
    const { closed, prints } = run(t, ['--port', '0', '--fixture', join(files, name)])
    const started = await Promise.race([closed, prints(/listening/).catch(() => closed)])
    t.match(started, { code: 2, out: '' }, `${name} does not start`)
    t.match(started, { err: place }, 'and the place is told')
  }
})

t.test('a port in use is reported, with what to do', async (t) => {
  const occupier = createServer().listen(0, '127.0.0.1')
  t.teardown(() => occupier.close())
  await once(occupier, 'listening')
  const address = occupier.address()
  const port = typeof address === 'object' && address ? address.port : 0
  t.match(await run(t, ['--port', String(port)]).closed, {
    code: 1,
    out: '',
    err: new RegExp(
      `^instantly-mock: port ${port} of 127\\.0\\.0\\.1 is in use, try --port 0 for a free one\n$`
    )
  })
})

t.test('an address of another machine is reported', async (t) => {
  for (const host of ['203.0.113.1', 'host.invalid']) {
    const { code, out, err } = await run(t, ['--port', '0', '--host', host]).closed
    t.equal(code, 2)
    t.equal(out, '')
    t.match(
      err,
      /^instantly-mock: --host, --port: got \S+, 0, wanted an address of this machine and a port .*\n$/
    )
    t.match(err, host)
  }
})

t.test('a data directory that is a file is reported by name', async (t) => {
  const files = t.testdir({ taken: 'a file' })
  const { code, out, err } = await run(t, ['--port', '0', '--data', join(files, 'taken')]).closed
  t.equal(code, 1)
  t.equal(out, '')
  t.match(err, /^instantly-mock: [^\n]*taken[^\n]*\n$/)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`${signal} ends it with code 0`, async (t) => {
    const { child, closed, listens } = run(t, ['--port', '0'])
    await listens()
    child.kill(signal)
    t.match(await closed, { code: 0, signal: null, err: '' })
  })

  t.test(`${signal} lets a request in flight end`, async (t) => {
    const { child, closed, listens } = run(t, ['--port', '0', '--fixture', 'empty'])
    const { url, port } = await listens()
    const headers = { authorization: 'Bearer mock_default', 'content-type': 'application/json' }
    const earlier = await fetch(`${url}/api/v2/custom-tags`, {
      method: 'POST',
      headers: { ...headers, connection: 'close' },
      body: JSON.stringify({ label: 'earlier' })
    })
    t.equal(earlier.status, 200, 'all that is loaded on first use is loaded')
    const body = JSON.stringify({ label: 'in flight' })
    const socket = connect(port, '127.0.0.1')
    t.teardown(() => socket.destroy())
    const { hears, all } = conversation(socket)
    socket.write(
      `POST /api/v2/custom-tags HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer mock_default\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`
    )
    await hears('HTTP/1.1 100 Continue\r\n')
    socket.write(body.slice(0, 8))
    child.kill(signal)
    await refusesConnections(port)
    socket.write(body.slice(8))
    const answer = await all
    t.match(answer, 'HTTP/1.1 200 OK\r\n')
    t.match(answer, '"label":"in flight"')
    t.match(await closed, { code: 0, signal: null, err: '' })
  })
}

t.test('a signal in the first moments, while all is being loaded, is not lost', async (t) => {
  const atOnce = `process.on('newListener', (name) => {
    if (name === 'SIGINT') process.kill(process.pid, 'SIGTERM')
  })`
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(atOnce)}`]
  const { closed } = run(t, ['--port', '0'], {}, [process.execPath, ...preload, cli])
  t.match(await closed, { code: 0, signal: null, err: '' })
})

t.test('a request that never ends does not prevent the exit', async (t) => {
  const { child, closed, listens } = run(t, ['--port', '0', '--fixture', 'empty'])
  const { port } = await listens()
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const { hears, all } = conversation(socket)
  socket.write(
    `POST /api/v2/custom-tags HTTP/1.1\r\nhost: mock\r\nauthorization: Bearer mock_default\r\n` +
      `content-type: application/json\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n`
  )
  await hears('HTTP/1.1 100 Continue\r\n')
  child.kill('SIGTERM')
  t.match(await closed, { code: 0, signal: null })
  t.equal((await all).replace('HTTP/1.1 100 Continue\r\n\r\n', ''), '', 'it was never answered')
})

t.test('a client that keeps its connection open does not prevent the exit', async (t) => {
  const { child, closed, listens } = run(t, ['--port', '0'])
  const { port } = await listens()
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  const { hears, all } = conversation(socket)
  socket.write('GET /health HTTP/1.1\r\nhost: mock\r\nconnection: keep-alive\r\n\r\n')
  await hears('{"status":"ok"}')
  child.kill('SIGTERM')
  t.match(await closed, { code: 0, signal: null })
  await all
})

t.test('logs each request as one line of JSON, with no key in it', async (t) => {
  const { child, closed, listens, printed } = run(t, [
    '--port',
    '0',
    '--fixture',
    'small',
    '--key',
    's3cret=team:campaigns:read'
  ])
  const { url } = await listens()
  const greeting = printed.out
  for (const key of ['s3cret', 'mock_private', 'wr0ng']) {
    for (const path of ['campaigns', 'custom-tags', 'nope']) {
      const answer = await fetch(`${url}/api/v2/${path}`, { headers: { authorization: `Bearer ${key}` } })
      await answer.text()
    }
  }
  child.kill('SIGTERM')
  const { out, err } = await closed
  const log = out.trimEnd().split('\n')
  const requests = log.map((line) => JSON.parse(line)).filter(({ msg }) => /^GET /.test(msg))
  t.strictSame(
    requests.map(({ msg }) => msg.slice('GET /api/v2/'.length).split(':')[0]),
    [
      ['campaigns 200', 'custom-tags 401', 'nope 404'],
      ['campaigns 200', 'custom-tags 200', 'nope 404'],
      ['campaigns 401', 'custom-tags 401', 'nope 404']
    ].flat()
  )
  const answered = requests.filter(({ msg }) => msg.endsWith(' 200'))
  t.strictSame(
    answered.map(({ workspace }) => workspace),
    ['team', 'private', 'private']
  )
  t.ok(greeting.includes('mock_default'), 'only the greeting names a key')
  for (const secret of ['s3cret', 'mock_private', 'wr0ng', 'Bearer']) t.notMatch(out + err, secret)
})

t.test('--log-level silent logs nothing', async (t) => {
  const { child, closed, listens, printed } = run(t, ['--port', '0', '--log-level', 'silent'])
  const { url } = await listens()
  const greeting = printed.out
  await (await fetch(`${url}/api/v2/campaigns`)).text()
  child.kill('SIGTERM')
  t.equal((await closed).out, greeting)
})

const script = process.platform === 'linux' && ['/usr/bin/script', '/bin/script'].find(existsSync)

t.test('on a terminal', { skip: !script && 'no script(1) to open a terminal with' }, async (t) => {
  // Without exec a shell may stay in between, and shells differ in how they handle Ctrl-C.
  const command = `exec '${process.execPath}' '${cli}' --port 0 --fixture empty`
  const { child, closed, prints } = run(t, [], {}, [String(script), '-qec', command, '/dev/null'])
  const terminal = /Base URL {2}(http:\/\/\S+:\d+)\r\n/
  const [, url = ''] = await prints(terminal)
  await prints(/World {5}the fixture empty\r\n {2}Data {6}in memory\r\n {2}Key {7}mock_default\r\n/)
  await prints(
    /Control {3}http\S+\/__admin\/docs\r\n {2}Docs {6}http\S+\/docs \(\d+ of 240 are implemented\)\r\n/
  )
  await (await fetch(`${url}/openapi.json`)).text()
  await prints(/GET \/openapi.json 200/)
  child.stdin.write('\x03')
  const { code, out } = await closed
  t.equal(code, 0, 'Ctrl-C ends it')
  const line = stripVTControlCharacters(out)
    .split(/\r?\n/)
    .find((written) => written.includes('GET /openapi.json'))
  t.match(line, /^\[\d\d:\d\d:\d\d\] INFO: GET \/openapi.json 200/, 'the log is lines to read')
  t.notMatch(out, '"msg"')
})

/** Doubles the campaigns until generating them lasts long enough to be reported. */
async function growing(t: Test, command?: (flags: string) => string[]) {
  const told = /growing (\d+) campaigns with all else: \w+/
  for (let size = 1000; ; size *= 2) {
    const flags = ['--port', '0', '--seed-size', String(size)]
    const { child, closed, prints } = command ? run(t, [], {}, command(flags.join(' '))) : run(t, flags)
    const [, url = ''] = await prints(/(http:\/\/127\.0\.0\.1:\d+)/)
    await (
      await fetch(`${url}/api/v2/campaigns`, { headers: { authorization: 'Bearer mock_default' } })
    ).text()
    child.stdin.write('\x03')
    if (!command) child.kill('SIGTERM')
    const { out } = await closed
    const [, grown] = told.exec(out) ?? []
    if (grown) return { size, grown, lines: out.trimEnd().split(/\r?\n/) }
  }
}

t.test('slow generation of a world is logged as lines of JSON if there is no terminal', async (t) => {
  const { size, grown, lines } = await growing(t)
  t.equal(grown, String(size))
  const levels = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('growing'))
  for (const { level } of levels) t.equal(level, 30)
})

t.test('and on a terminal', { skip: !script && 'no script(1) to open a terminal with' }, async (t) => {
  const { size, grown, lines } = await growing(t, (flags) => [
    String(script),
    '-qec',
    `exec '${process.execPath}' '${cli}' ${flags}`,
    '/dev/null'
  ])
  t.equal(grown, String(size))
  t.ok(lines.some((line) => line.startsWith(`  growing ${size} campaigns`)))
})

t.test('a signal to npm ends the server that it started', async (t) => {
  const { child, listens } = run(t, ['--', '--port', '0'], {}, ['npm', 'start'])
  const { port } = await listens()
  child.kill('SIGTERM')
  await refusesConnections(port)
  t.pass('nothing listens any more')
})

t.test('the first Node that will do is 22.18', async (t) => {
  const claiming = (version: string) => {
    const claim = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
    const command = [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(claim)}`, cli]
    return run(t, ['--version'], {}, command).closed
  }
  for (const version of ['18.20.8', '20.20.2', '22.17.1']) {
    const err = `instantly-mock needs Node.js 22.18 or newer, this is ${version}\n`
    t.match(await claiming(version), { code: 1, out: '', err })
  }
  for (const version of ['22.18.0', '23.0.0', '24.21.0', '100.0.0']) {
    t.match(await claiming(version), { code: 0, out: /^\d+\.\d+\.\d+\n$/, err: '' })
  }
})
