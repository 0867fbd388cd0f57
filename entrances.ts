// Writes the entry points for import and require, and their types. Behind all of them is one bundle, which Node itself
// loads in its own context, even if a test runner such as Jest has another one: Jest cannot require ES modules, and
// what it fakes stays in its context.
import { writeFileSync } from 'node:fs'

type Entrance = {
  bundle: string
  /** The exports, as named in the bundle, and the source of their types. */
  value?: { name: string; from: string; types: string; member: (types: string) => string }
  /** The module in which a test runner has its hooks, and their names there if they differ from ours. */
  hooks?: { module: string; names?: Record<string, string> }
}

const perTest = (hooks: Entrance['hooks']): Entrance => ({
  bundle: 'runners',
  value: {
    name: 'workspacePerTest',
    from: 'bundle.perTestWith({ beforeAll, beforeEach, afterAll })',
    types: 'runners',
    member: (types) => `${types}.WorkspacePerTest`
  },
  hooks
})

const entrances: Record<string, Entrance> = {
  index: {
    bundle: 'library',
    value: {
      name: 'createInstantlyMock',
      from: 'bundle.createInstantlyMock',
      types: 'index',
      member: (types) => `typeof ${types}.createInstantlyMock`
    }
  },
  redirect: { bundle: 'redirection' },
  jest: perTest({ module: '@jest/globals' }),
  'node-test': perTest({ module: 'node:test', names: { beforeAll: 'before', afterAll: 'after' } }),
  vitest: perTest({ module: 'vitest' })
}

export function writeEntrances(folder: string): void {
  for (const [name, entrance] of Object.entries(entrances)) {
    const write = (ending: string, lines: (string | undefined)[]) =>
      writeFileSync(
        `${folder}/${name}.${ending}`,
        `${lines.filter((line) => line !== undefined).join('\n')}\n`
      )
    write('js', imported(entrance))
    write('cjs', required(entrance))
    write('d.cts', typed(entrance, "{ 'resolution-mode': 'import' }"))
    // The types of the other files come from the compiler.
    if (entrance.hooks) write('d.ts', typed(entrance))
  }
}

const check = 'if (complaint) throw new Error(complaint)'

const load = (bundle: string, here: string) =>
  `const bundle = runInThisContext('process').getBuiltinModule('module').createRequire(${here})('./${bundle}.js')`

const named = ({ names = {} }: { names?: Record<string, string> }, as: string) =>
  ['beforeAll', 'beforeEach', 'afterAll']
    .map((ours) => (names[ours] ? `${names[ours]}${as}${ours}` : ours))
    .join(', ')

const imported = ({ bundle, value, hooks }: Entrance) => [
  hooks && `import { ${named(hooks, ' as ')} } from '${hooks.module}'`,
  "import { runInThisContext } from 'node:vm'",
  "import { complaint } from './node-version.cjs'",
  check,
  load(bundle, 'import.meta.url'),
  value && `export const ${value.name} = ${value.from}`
]

const required = ({ bundle, value, hooks }: Entrance) => [
  hooks && `const { ${named(hooks, ': ')} } = require('${hooks.module}')`,
  "const { runInThisContext } = require('node:vm')",
  "const { complaint } = require('./node-version.cjs')",
  check,
  load(bundle, '__filename'),
  value && `exports.${value.name} = ${value.from}`
]

/** The types describe an ES module, which those for CommonJS must declare. */
function typed({ value }: Entrance, mode?: string) {
  if (!value) return ['export {}']
  const { name, types, member } = value
  const of = mode ? `, { with: ${mode} }` : ''
  return [
    `export type * from './${types}.js'${mode ? ` with ${mode}` : ''}`,
    `export declare const ${name}: ${member(`import('./${types}.js'${of})`)}`
  ]
}
