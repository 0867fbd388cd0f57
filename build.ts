// Writes dist/, the content of the package and the image; `npm run build` adds the types. It is bundled because finding
// and reading hundreds of small files would take two fifths of a start.
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { writeEntrances } from './entrances.ts'
import { pageBundle } from './src/admin/bundle.ts'
import { prebuiltName, usualState } from './src/workspace/prebuilt.ts'
import { imageOf } from './src/workspace/seed.ts'

/** Native modules, files to serve, and modules that few starts, or only clones, load. */
const external = [
  'better-sqlite3',
  'esbuild',
  '@fastify/swagger-ui',
  '@fastify/swagger',
  '@faker-js/faker',
  '@peculiar/x509',
  'reflect-metadata',
  'pino-pretty'
]

rmSync('dist', { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: {
    cli: 'src/cli.js',
    library: 'src/index.ts',
    redirection: 'src/redirect.ts',
    runners: 'src/runners.ts'
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external,
  metafile: true,
  // Everything in the bundle uses these timers, so that a test which fakes timers still gets its answers.
  inject: ['src/timers.ts'],
  // Bundled CommonJS modules load Node's built-in modules with this.
  banner: {
    js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);"
  }
})
const page = await build({ ...pageBundle, outdir: 'dist', metafile: true })
// The HTTP parser, which the bundled interceptor expects beside itself.
const parser = 'llhttp/llhttp.wasm'
cpSync(new URL(parser, import.meta.resolve('@mswjs/interceptors')), `dist/${parser}`)
copyFileSync('src/node-version.cjs', 'dist/node-version.cjs')
writeEntrances('dist')
writeFileSync(
  'dist/LICENSES',
  licensesOf([...Object.keys(metafile.inputs), ...Object.keys(page.metafile.inputs)])
)
writeFileSync(`dist/${prebuiltName}`, await imageOf(usualState))

/** The licences of the packages from which the files come. */
function licensesOf(files: string[]): string {
  const folders = files.map((file) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0])
  const packages = [...new Set(folders)].filter((folder) => folder !== undefined).sort()
  return packages
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
      const text = file ? readFileSync(`${folder}/${file}`, 'utf8') : license
      return `${name} ${version}\n\n${text.trim()}\n`
    })
    .join('\n---\n\n')
}
