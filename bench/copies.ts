import { cpSync, globSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * A copy of the program in a temporary folder, with the given number of copies of the campaigns as additional resources:
 * `Copy1` at `/api/v2/copy1s`, and so on.
 */
export function withCopies(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'instantly-mock-resources-'))
  for (const name of [
    'src',
    'fixtures',
    'templates',
    'package.json',
    'build.ts',
    'entrances.ts',
    'tsconfig.json'
  ]) {
    cpSync(name, join(folder, name), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))

  const copies = Array.from({ length: count }, (_, index) => `copy${index + 1}`)
  const edit = (path: string, change: (text: string) => string) => {
    writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')))
  }
  for (const copy of copies) {
    const path = `src/resources/${copy}s`
    cpSync('src/resources/campaigns', join(folder, path), { recursive: true })
    for (const file of globSync('**/*.ts', { cwd: join(folder, path) })) {
      edit(join(path, file), (text) => renamed(text, copy))
    }
  }
  edit('src/contract.ts', (text) =>
    text.replace(
      /^ {2}\['\w+', '\/api\/v2\/(?:campaigns\b|subsequences\/\{id\}\/sending-status).*\n/gm,
      (row) => [row, ...copies.map((copy) => renamed(row, copy))].join('')
    )
  )
  const lists = ['src/resources/index.ts', 'src/resources/routes.ts']
  for (const path of lists) {
    edit(path, (text) =>
      text
        .replace(/^import .*'\.\/campaigns\/.*\n/gm, (line) =>
          [line, ...copies.map((copy) => renamed(line, copy))].join('')
        )
        .replace(/(?<=^(?! \*).*)\bcampaigns,/m, `campaigns, ${copies.map((copy) => `${copy}s,`).join(' ')}`)
    )
  }
  for (const path of lists) {
    const isListed = readFileSync(join(folder, path), 'utf8').includes(`${copies.at(-1) ?? 'campaign'}s,`)
    if (!isListed) throw new Error(`${path} is not as this bench knows it`)
  }
  return folder
}

/** Gives each operation a unique name. */
function renamed(text: string, copy: string): string {
  return (
    text
      .replace(/(operationId: '\w+)'/g, `$1_${copy}'`)
      .replace(/^( {2}\['\w+', '\S+', '\w+)'/gm, `$1_${copy}'`)
      // The campaigns' folder has one route of subsequences.
      .replace(/(?<=')(\/api\/v2)?\/subsequences\//g, `$1/${copy}-subsequences/`)
      .replaceAll('campaign', copy)
      .replaceAll('Campaign', copy.replace('c', 'C'))
  )
}
