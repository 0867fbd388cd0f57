import t from 'tap'
import { circles, importsIn } from './imports.ts'

/** Top down, as in docs/architecture.md. Files directly in src that are not named here are the lowest layer. */
const layers = [
  ['cli.js', 'runners.ts'],
  ['main.ts', 'watch.ts', 'greeting.ts', 'listen.ts', 'index.ts', 'redirect.ts'],
  ['commands'],
  ['in-process', 'app.ts', 'config.ts'],
  ['admin'],
  ['workspace', 'docs', 'simulation', 'deliveries'],
  ['resources'],
  ['http', 'controls', 'keys', 'tls'],
  ['world'],
  // Runs in the browser: of all else it knows the types alone.
  ['page']
]

/** The folder below src that a file is in, or the file itself. */
const place = (file: string): string => file.split('/')[1] ?? ''

/** The lower, the larger; undefined for a folder that no layer names. */
function layerOf(file: string): number | undefined {
  const layer = layers.findIndex((names) => names.includes(place(file)))
  if (layer !== -1) return layer
  return /\.(ts|cjs)$/.test(place(file)) ? layers.length : undefined
}

const all = importsIn('src', 'bench')
const sources = all.filter(({ from }) => from.startsWith('src/'))
const atRunTime = sources.filter(({ isType }) => !isType)
const told = ({ from, to }: { from: string; to: string }) => `${from} imports ${to}`

t.test('no file imports itself by way of others, types included', async (t) => {
  t.strictSame(circles(all), [])
})

t.test('run-time imports between layers only point down', async (t) => {
  const homeless = sources.flatMap(({ from, to }) => [from, to].filter((file) => layerOf(file) === undefined))
  t.strictSame([...new Set(homeless)], [], 'every folder has a layer')
  const up = atRunTime.filter(({ from, to }) => Number(layerOf(to)) < Number(layerOf(from)))
  t.strictSame(up.map(told), [])
})

t.test('no folder loads itself by way of others', async (t) => {
  const folders = atRunTime
    .map(({ from, to }) => ({ from: place(from), to: place(to) }))
    .filter(({ from, to }) => from !== to)
  t.strictSame(circles(folders), [])
})

t.test('sources load nothing of the tests, the bench or the documents', async (t) => {
  t.strictSame(sources.filter(({ to }) => !/^(src\/|package\.json$)/.test(to)).map(told), [])
})

t.test(
  "a resource loads its neighbours' schemas and stores, not how they are reached or filled",
  async (t) => {
    const resource = (file: string) => /^src\/resources\/([^/]+)\//.exec(file)?.[1]
    const neighbours = atRunTime.filter(({ from, to }) => {
      const [one, other] = [resource(from), resource(to)]
      return one && other && one !== other
    })
    t.strictSame(neighbours.filter(({ to }) => /(routes|seed|index)\.ts$/.test(to)).map(told), [])
  }
)

t.test('of http, a resource imports only what describes a route', async (t) => {
  const http = atRunTime.filter(({ from, to }) => place(from) === 'resources' && place(to) === 'http')
  t.strictSame(http.filter(({ to }) => !/\/(routes|error-schemas)\.ts$/.test(to)).map(told), [])
})

t.test('a circle is found, however long, and only a circle', async (t) => {
  const imports = (text: string) => text.split(' ').map(([from = '', to = '']) => ({ from, to }))
  t.strictSame(circles(imports('ab bc ac bd cd')), [])
  t.strictSame(circles(imports('ab bc cd db')), ['b → c → d → b'])
  t.strictSame(circles(imports('aa bc cb')), ['a → a', 'b → c → b'])
})

t.test('imports of all kinds are seen', async (t) => {
  const seen = (from: string, to: string) => sources.filter((each) => each.from === from && each.to === to)
  t.match(seen('src/cli.js', 'src/main.ts'), [{ isType: false }], 'those of a moment, import()')
  t.match(seen('src/app.ts', 'src/errors.ts'), [], 'none that is not there')
  t.ok(
    sources.some(({ isType }) => isType),
    'those of types'
  )
  t.ok(all.length > 300)
})
