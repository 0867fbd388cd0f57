import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'
import { root } from './run.ts'

/** One file that imports another, both from the root; a type import is gone before the program runs. */
type Import = { from: string; to: string; isType: boolean }

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8')
  const { module, errors } = parseSync(from, text)
  if (errors.length) throw new Error(`${from}: ${errors[0]?.message}`)
  const fixed = module.staticImports.map(({ start, moduleRequest }) => ({ start, name: moduleRequest.value }))
  const passedOn = module.staticExports.flatMap(({ start, entries }) =>
    entries
      .slice(0, 1)
      .flatMap(({ moduleRequest }) => (moduleRequest ? [{ start, name: moduleRequest.value }] : []))
  )
  const late = module.dynamicImports.map(({ start, moduleRequest }) => ({
    start,
    name: text.slice(moduleRequest.start + 1, moduleRequest.end - 1)
  }))
  return [...fixed, ...passedOn, ...late]
    .filter(({ name }) => name.startsWith('.'))
    .map(({ start, name }) => ({
      from,
      to: relative(root, join(root, dirname(from), name)),
      isType: /^(import|export)\s+type\b/.test(text.slice(start))
    }))
}

/** All imports between the files of the folders; a bench that ran has installed packages in its own. */
export const importsIn = (...folders: string[]): Import[] =>
  folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx,js,mjs,cjs}`, { cwd: root, exclude: ['**/node_modules/**'] }).flatMap(
      importsOf
    )
  )

/** The shortest circles: for each file that can reach itself, one way, unless another circle has it already. */
export function circles(imports: Pick<Import, 'from' | 'to'>[]): string[] {
  const next = Map.groupBy(imports, ({ from }) => from)
  const seen = new Set<string>()
  return [...next.keys()].flatMap((start) => {
    if (seen.has(start)) return []
    const ways = new Map([[start, [start]]])
    for (const [file, way] of ways) {
      for (const { to } of next.get(file) ?? []) {
        if (to === start) {
          for (const each of way) seen.add(each)
          return [[...way, start].join(' → ')]
        }
        if (!ways.has(to)) ways.set(to, [...way, to])
      }
    }
    return []
  })
}
