// Part of `npm run build`, after the compiler: what editors show of the package's types. Fields get the descriptions that
// their schemas have, and entities are shown by their names.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { keptResources } from './src/resources/index.ts'

type Schema = {
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: unknown
  items?: Schema
}

const isPlainObject = ({ properties, additionalProperties }: Schema) =>
  properties !== undefined && (additionalProperties === undefined || additionalProperties === false)

const commentOf = ({ description }: Schema) =>
  description ? `/** ${description.replaceAll('*/', '* /')} */ ` : ''

/** The members of an object, each with its description; `type` is how the type of the object is written. */
function membersOf({ properties = {}, required = [] }: Schema, type: string): string {
  const members = Object.entries(properties).map(([name, schema]) => {
    const quoted = JSON.stringify(name)
    const key = /^\w+$/.test(name) ? name : quoted
    const mark = required.includes(name) ? '' : '?'
    return `${commentOf(schema)}${key}${mark}: ${typeOf(schema, `Required<${type}>[${quoted}]`)}`
  })
  return `{\n${members.join('\n')}\n}`
}

/** Looked up where it was, but for objects, whose members have descriptions of their own. */
function typeOf(schema: Schema, type: string): string {
  const nullable = schema.type?.includes('null') ? ' | null' : ''
  if (isPlainObject(schema)) return membersOf(schema, `NonNullable<${type}>`) + nullable
  if (schema.items && isPlainObject(schema.items))
    return `${membersOf(schema.items, `NonNullable<${type}>[number]`)}[]${nullable}`
  return type
}

/** A type that is named like its schema, as the compiler writes it. */
const named =
  /^export (?:type (\w+) = ((?:Type\.)?Static<typeof \1>);|interface (\w+) extends ((?:Type\.)?Static<typeof \3>) \{\n\})/gm

/** Where each schema is, by itself. */
const places = new Map<unknown, { name: string; path: string }>()

for (const path of globSync('dist/**/*.d.ts')) {
  const text = readFileSync(path, 'utf8')
  if (text.search(named) === -1) continue
  const source = join('src', relative('dist', path)).replace(/\.d\.ts$/, '.ts')
  const schemas: Record<string, Schema> = await import(join(import.meta.dirname, source))
  const described = text.replace(named, (found, ...groups) => {
    const [name = '', from = ''] = groups.filter((group) => typeof group === 'string')
    const schema = schemas[name]
    if (schema?.type !== 'object' || !isPlainObject(schema)) return found
    places.set(schema, { name, path })
    return `${commentOf(schema)}\nexport interface ${name} extends ${from} ${membersOf(schema, from)}`
  })
  writeFileSync(path, described)
}

const entities = keptResources.map(([name, { entity }]) => {
  const place = places.get(entity)
  if (!place) throw new Error(`the type of the entities of ${name} has no name`)
  const type = `import('../${relative('dist', place.path).replace(/\.d\.ts$/, '.js')}').${place.name}`
  return `${name}: Entities<${type}, MadeUpOf<(typeof resources)['${name}']>>`
})
const path = 'dist/in-process/types.d.ts'
const text = readFileSync(path, 'utf8')
const mapped = /export type WorkspaceEntities = \{\n.*\n\};/
if (!mapped.test(text)) throw new Error(`${path} has no WorkspaceEntities that could be named`)
writeFileSync(
  path,
  text.replace(mapped, () => `export interface WorkspaceEntities {\n${entities.join('\n')}\n}`)
)
