import { readFileSync } from 'node:fs'
import { type AnyNode, evaluate, parse } from '@humanwhocodes/momoa'
import { FixtureError } from './mistakes.ts'

/** A value, and the place of each part in its source: `world.json:4`. */
export type Source = { value: unknown; place(path: readonly string[]): string }

const options = { mode: 'jsonc', allowTrailingCommas: true } as const
const example = '{"campaigns": [{"name": "Spring"}]}'

/**
 * Reads a JSON file, which may have comments and trailing commas.
 * @throws FixtureError that names the file and the line
 */
export function readSource(path: string): Source {
  const text = textOf(path)
  if (text.trim() === '') throw new FixtureError(`${path} is empty, wanted JSON such as ${example}`)
  const place = (parts: readonly string[]) => `${path}:${lineOf(parse(text, options).body, parts)}`
  try {
    return { value: JSON.parse(text), place }
  } catch {
    return { value: evaluate(parsed(path, text)), place }
  }
}

function parsed(path: string, text: string): AnyNode {
  try {
    return parse(text, options)
  } catch (error) {
    const { message, line, column } = error as Error & { line: number; column: number }
    const found = text.split(/\r?\n/)[line - 1]?.slice(column - 1, column + 39)
    const what = message.replace(/ \(\d+:\d+\)$/, '')
    throw new FixtureError(`${path}:${line}: is not JSON: ${what} Found ${JSON.stringify(found)}`)
  }
}

function textOf(path: string): string {
  const bytes = read(path)
  if (/^(\xff\xfe|\xfe\xff|\0.|.\0)/s.test(bytes.toString('latin1', 0, 2))) {
    throw new FixtureError(`${path} is UTF-16, wanted UTF-8`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FixtureError(`${path} has bytes that are not UTF-8`)
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new FixtureError(`${path}: ${(error as Error).message}`)
  }
}

/** The line of the value at the path, or of its nearest existing parent. */
function lineOf(node: AnyNode, [name, ...rest]: readonly string[]): number {
  const inner = name === undefined ? undefined : memberOf(node, name)
  return inner ? lineOf(inner, rest) : Number(node.loc?.start.line)
}

function memberOf(node: AnyNode, name: string): AnyNode | undefined {
  if (node.type === 'Array') return node.elements[Number(name)]?.value
  if (node.type !== 'Object') return undefined
  return node.members.findLast((member) => evaluate(member.name) === name)?.value
}
