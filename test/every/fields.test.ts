// What the program publishes of the fields of every operation, beside the published contract. A wrong name, type, bound
// or default would not be noticed by openapi.yaml, which is written from the same schemas.
import t from 'tap'
import { start } from '../start.ts'
import { contract } from './contract.ts'
import { fields, type Place } from './fields.ts'
import { requests } from './requests.ts'
import { type Field, placesOf } from './schemas.ts'

/** The rows of a place, with those that it has in common with another answer. */
function rowsOf(text: string): string[] {
  return text
    .split('; ')
    .filter(Boolean)
    .flatMap((row) => {
      const [, prefix = '', other = ''] = /^(?:(\S+) )?= (\w+)$/.exec(row) ?? []
      if (!other) return [row]
      return rowsOf(fields[other]?.answer ?? '').map((inner) => (prefix ? `${prefix}.${inner}` : inner))
    })
}

const read = (row: string) => {
  const [, path = '', mark, types = '', limits = ''] = /^(.*?)(!?): (\S+) ?(.*)$/.exec(row) ?? []
  return { path, required: mark === '!', types: types === 'any' ? [] : types.split('|'), limits }
}

/** Whether a field is as its row says; what the contract leaves open may be narrower here. */
function differences(row: ReturnType<typeof read>, field: Field | undefined): string[] {
  if (!field) return ['is missing']
  const found: string[] = []
  if (row.required !== field.required) found.push(row.required ? 'is optional' : 'is required')
  if (row.types.length && row.types.join() !== [...field.types].sort().join())
    found.push(`is of type ${[...field.types].join(' or ')}, wanted ${row.types.join(' or ')}`)
  for (const [, name = '', value = ''] of row.limits.matchAll(/(\w+)=(\[.*?\]|"(?:[^"\\]|\\.)*"|\S+)/g)) {
    const here = field.limits.get(name)
    if (here !== value) found.push(`has ${name} ${here}, wanted ${value}`)
  }
  return found
}

t.test('every operation that is built has its fields here, and no other', (t) => {
  t.strictSame(Object.keys(fields).toSorted(), Object.keys(requests).toSorted())
  t.end()
})

t.test('the fields of every operation are those of the contract', async (t) => {
  const { call } = await start(t)
  const { body: document } = await call('GET', '/openapi.json')
  for (const [method, path, id] of contract) {
    if (!fields[id]) continue
    const published = placesOf(document, document.paths[path][method.toLowerCase()])
    const faults = Object.entries(published).flatMap(([place, found]) => {
      const rows = rowsOf(fields[id]?.[place as Place] ?? '').map(read)
      const paths = rows.map(({ path }) => path)
      const extra = [...found.keys()].filter((path) => path !== '' && !paths.includes(path))
      return [
        ...rows.flatMap((row) =>
          differences(row, found.get(row.path)).map((fault) => `${row.path} ${fault}`)
        ),
        ...extra.map((path) => `${path} is not in the contract`)
      ].map((fault) => `${place}: ${fault}`)
    })
    t.strictSame(faults, [], id)
  }
})
