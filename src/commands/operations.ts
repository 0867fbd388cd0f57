import { buildApp } from '../app.ts'
import { ConfigError } from '../config.ts'
import { operations } from '../contract.ts'

type Shown = { all?: boolean; json?: boolean }

/**
 * The operations of the contract that have a route.
 * @param text only those that contain it in their method, path, name or tag
 * @param all includes those without a route
 * @throws ConfigError if none match
 */
export async function listOperations(text = '', { all = false, json = false }: Shown = {}): Promise<string> {
  const built = await builtOperations()
  const matching = operations
    .map(([method, path, operation_id, tag]) => ({
      method,
      path,
      operation_id,
      tag,
      built: built.has(operation_id)
    }))
    .filter(({ built, ...shown }) =>
      Object.values(shown).join(' ').toLowerCase().includes(text.toLowerCase())
    )
  const rows = matching.filter((row) => all || row.built)
  if (!rows.length) throw new ConfigError(nothingFound(text, matching.length > 0))
  return json ? JSON.stringify(rows, null, 2) : columns(rows)
}

async function builtOperations(): Promise<ReadonlySet<string>> {
  const app = await buildApp({ initialState: { seed: 1, size: 0 } })
  await app.ready()
  await app.close()
  return app.services.built
}

function nothingFound(text: string, hasOthers: boolean): string {
  return hasOthers
    ? `no operation with ${text} is implemented; --all lists those that answer 501, too`
    : `there is no operation with ${text}`
}

function columns(
  rows: { method: string; path: string; operation_id: string; tag: string; built: boolean }[]
) {
  const width = (name: 'path' | 'operation_id') => Math.max(...rows.map((row) => row[name].length))
  const [paths, ids] = [width('path'), width('operation_id')]
  return rows
    .map(({ method, path, operation_id, tag, built }) => {
      const row = [method.padEnd(6), path.padEnd(paths), operation_id.padEnd(ids), tag]
      return `${row.join('  ')}${built ? '' : ' (501)'}`
    })
    .join('\n')
}
