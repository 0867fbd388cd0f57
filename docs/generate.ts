// Writes the generated files that are committed: openapi.yaml, fixture.schema.json, and README.md's table of implemented
// operations. Run it at the root of the repository.
//   node docs/generate.ts           writes them
//   node docs/generate.ts --check   writes nothing; fails if one is stale
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { buildApp } from '../src/app.ts'
import { operations } from '../src/contract.ts'
import { fixtureSchema } from '../src/workspace/fixture-schema.ts'

/** The generated files: the content of each by its path. */
export async function generated(): Promise<Record<string, string>> {
  const app = await buildApp({ initialState: { seed: 1, size: 0 } })
  const headers = { host: '127.0.0.1:3000' }
  const yaml = (await app.inject({ url: '/openapi.yaml', headers })).body
  await app.close()
  const schema = `${JSON.stringify(fixtureSchema(), null, 2)}\n`
  const operationIds = yaml.matchAll(/operationId: (\w+)/g)
  const built = new Set([...operationIds].map(([, id]) => id))
  const readme = readFileSync('README.md', 'utf8')
    .replace(/(<!-- support -->\n).*?(<!-- \/support -->)/s, `$1${supportTable(built)}$2`)
    .replace(/(<!-- built -->).*?(<!-- \/built -->)/s, `$1${built.size} of ${operations.length}$2`)
  return { 'openapi.yaml': yaml, 'README.md': readme, 'fixture.schema.json': schema }
}

/** A row per tag of the contract, with its implemented operations. */
function supportTable(built: Set<string | undefined>): string {
  const tags = [...new Set(operations.map(([, , , tag]) => tag))]
  const rows = tags.map((tag) => {
    const ids = operations.filter((operation) => operation[3] === tag).map(([, , operationId]) => operationId)
    const ready = ids.filter((id) => built.has(id))
    return { tag, ready, total: ids.length }
  })
  const lines = rows
    .sort((a, b) => b.ready.length / b.total - a.ready.length / a.total || a.tag.localeCompare(b.tag))
    .map(
      ({ tag, ready, total }) =>
        `| ${tag} | ${ready.length} of ${total} | ${ready.map((id) => `\`${id}\``).join(' ')} |`
    )
  return ['| Resource | Implemented | Operations |', '| --- | --- | --- |', ...lines, ''].join('\n')
}

if (import.meta.main) {
  const checking = process.argv.includes('--check')
  for (const [path, wanted] of Object.entries(await generated())) {
    if (existsSync(path) && readFileSync(path, 'utf8') === wanted) continue
    if (checking) {
      console.error(`${path} is stale: run npm run openapi`)
      process.exitCode = 1
    } else {
      writeFileSync(path, wanted)
      console.log(`wrote ${path}`)
    }
  }
}
