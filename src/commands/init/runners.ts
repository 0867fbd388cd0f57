import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../config.ts'

/** For each runner, the template of its first test and the file name by which it finds tests. */
const firstTests = {
  vitest: { template: 'vitest.mjs', name: 'instantly.test.mjs', command: 'npx vitest run' },
  jest: { template: 'jest.cjs', name: 'instantly.test.js', command: 'npx jest' },
  tap: { template: 'tap.mjs', name: 'instantly.test.mjs', command: 'npx tap' },
  'node:test': { template: 'node-test.mjs', name: 'instantly.test.mjs', command: 'node --test' },
  python: { template: 'python.py', name: 'test_instantly.py', command: 'python3 -m unittest' }
}

export type FirstTest = { template: string; name: string; command: string }

/** The first test for the runner that the project uses; for node:test if none is found. */
export function firstTestFor(directory: string): FirstTest {
  const { type, dependencies, devDependencies } = packageIn(directory)
  const needs = { ...dependencies, ...devDependencies }
  if ('vitest' in needs) return firstTests.vitest
  // In a project of ES modules, only the extension marks this as CommonJS, which Jest runs without flags.
  if ('jest' in needs)
    return { ...firstTests.jest, name: `instantly.test.${type === 'module' ? 'cjs' : 'js'}` }
  if ('tap' in needs) return firstTests.tap
  return isPython(directory) ? firstTests.python : firstTests['node:test']
}

const isPython = (directory: string) =>
  readdirSync(directory).some((name) => /^(pyproject\.toml|setup\.(py|cfg)|requirements.*\.txt)$/.test(name))

type Package = { type?: string; dependencies?: object; devDependencies?: object }

function packageIn(directory: string): Package {
  const path = join(directory, 'package.json')
  if (!existsSync(path)) return {}
  try {
    return Object(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new ConfigError(`${path}: ${(error as Error).message}`)
  }
}
