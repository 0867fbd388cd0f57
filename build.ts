// Writes dist/, which is what the package and the image hold; `npm run build` adds the types. Bundled, because to find
// and read hundreds of small files would be two fifths of a start.
import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { writeEntrances } from './entrances.ts'
import { pageBundle } from './src/admin/bundle.ts'
import { prebuiltName, usualState } from './src/workspace/prebuilt.ts'
import { imageOf } from './src/workspace/seed.ts'

/** Native, or served as files, or loaded by few starts, or by a clone alone. */
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
  // All that is bundled takes these timers, so that a test which fakes its own is answered all the same.
  inject: ['src/timers.ts'],
  // What is bundled of CommonJS asks for what is built into Node by this.
  banner: {
    js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);"
  }
})
const page = await build({ ...pageBundle, outdir: 'dist', metafile: true })
// The parser of HTTP that what is bundled for interceptions looks for beside itself.
const parser = 'llhttp/llhttp.wasm'
cpSync(new URL(parser, import.meta.resolve('@mswjs/interceptors')), `dist/${parser}`)
copyFileSync('src/node-version.cjs', 'dist/node-version.cjs')
writeEntrances('dist')
writeFileSync(
  'dist/LICENSES',
  licensesOf([...Object.keys(metafile.inputs), ...Object.keys(page.metafile.inputs)])
)
writeFileSync(`dist/${prebuiltName}`, await imageOf(usualState))

/** The licences of the packages that the files are of. */
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
