import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'

const compose = parse(readFileSync('compose.yaml', 'utf8'))
const mocks = ['compose.yaml', 'templates/compose.instantly.yaml'].map((file) => ({
  file,
  mock: parse(readFileSync(file, 'utf8')).services['instantly-mock']
}))

t.test('everything that the Dockerfile copies exists and is not ignored', async (t) => {
  const given = readFileSync('.dockerignore', 'utf8').matchAll(/^!(.+)$/gm)
  const allowed = new Set([...given].map(([, name]) => name))
  const copies = readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(.+) \S+$/gm)
  const names = [...copies].flatMap(([, sources = '']) => sources.split(' '))
  t.ok(names.length > 3)
  for (const name of names) {
    t.ok(existsSync(name), name)
    t.ok(allowed.has(name), `${name} is in .dockerignore`)
  }
})

t.test('compose asks for health every 30 seconds, after a start at which it asks often', async (t) => {
  for (const { file, mock } of mocks) {
    t.strictSame(mock.healthcheck, { interval: '30s', start_period: '30s', start_interval: '1s' }, file)
  }
  t.match(compose.services.client.depends_on, { 'instantly-mock': { condition: 'service_healthy' } })
  // What they do not state is the image's: the command.
  t.match(readFileSync('Dockerfile', 'utf8'), /^HEALTHCHECK .*CMD/m)
})

t.test('each up begins anew, and only this machine reaches it', async (t) => {
  const { volumes, services } = compose
  // A volume in memory goes with the services; one without a name would stay behind.
  t.match(volumes, { data: { driver: 'local', driver_opts: { type: 'tmpfs', device: 'tmpfs' } } })
  const mounted = Object.values(services).flatMap((service) => Object(service).volumes ?? [])
  for (const mount of mounted) t.match(mount, /^data:/)
  t.notMatch(readFileSync('Dockerfile', 'utf8'), /^VOLUME/m)
  for (const { file, mock } of mocks) {
    for (const port of mock.ports) t.match(port, /^127\.0\.0\.1:/, file)
  }
})
