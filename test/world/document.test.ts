import fc from 'fast-check'
import t from 'tap'
import { JsonDocument, writerOf } from '../../src/world/document.ts'

const schema = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: ['null', 'string'] },
    steps: { type: 'array', items: { type: 'object', properties: { delay: {}, unit: {} } } },
    emails: { type: 'array', items: { type: 'string' } },
    anything: { type: 'object' },
    list: { type: 'array' },
    inner: { type: 'object', properties: { a: {}, b: {} } }
  }
}
const written = (value: unknown) => writerOf(schema)(value)

t.test('is the text as given, and its value when looked into', async (t) => {
  const text = '{"b": 1,  "a": [2]}'
  const stored = new JsonDocument<{ b: number; a: number[] }>(text)
  t.equal(String(stored.wire), text)
  t.strictSame(stored.value, { b: 1, a: [2] })
})

t.test('each access to the value returns a new one', async (t) => {
  const stored = new JsonDocument<{ a: number[] }>('{"a":[2]}')
  stored.value.a.push(3)
  t.strictSame(stored.value, { a: [2] })
})

t.test('properties are written in the order of the schema', async (t) => {
  t.equal(
    written({ inner: { b: 2, a: 1 }, name: 'n', id: 'i' }),
    '{"id":"i","name":"n","inner":{"a":1,"b":2}}'
  )
})

t.test(
  'required properties come first, at every depth, as the serialiser of the service writes them',
  async (t) => {
    const ordered = {
      type: 'object',
      required: ['d', 'b'],
      properties: {
        a: {},
        b: {},
        c: { type: 'object', required: ['y'], properties: { x: {}, y: {} } },
        d: {}
      }
    }
    t.equal(
      writerOf(ordered)({ a: 1, b: 2, c: { x: 3, y: 4 }, d: 5 }),
      '{"b":2,"d":5,"a":1,"c":{"y":4,"x":3}}'
    )
  }
)

t.test(
  'undeclared properties come last where the schema allows them: shorter names first, then bytewise',
  async (t) => {
    const open = { type: 'object', properties: { z: {} }, additionalProperties: true }
    // Recorded: in bytes é is longer than zz, and capitals sort before small letters.
    t.equal(
      writerOf(open)({ zz: 1, b: 2, é: 3, B: 4, zzz: 5, z: 6 }),
      '{"z":6,"B":4,"b":2,"zz":1,"é":3,"zzz":5}'
    )
  }
)

// Recorded: a job's data comes in the order in which it was written.
t.test('undeclared properties keep their given order if the schema says so', async (t) => {
  const open = { type: 'object', properties: { z: {} }, additionalProperties: true, 'x-keyOrder': 'given' }
  t.equal(writerOf(open)({ zz: 1, b: null, z: 6, a: 2 }), '{"z":6,"zz":1,"b":null,"a":2}')
})

t.test('a property named __proto__ is data like any other', async (t) => {
  const map = { type: 'object', additionalProperties: true }
  t.equal(writerOf(map)(JSON.parse('{"__proto__":{"a":1}}')), '{"__proto__":{"a":1}}')
})

t.test('of alternatives, the one that the value is of is written', async (t) => {
  const wide = { type: 'object', required: ['b'], properties: { a: {}, b: {} } }
  const other = { type: 'object', required: ['kind'], properties: { kind: { enum: ['x'] }, b: {} } }
  for (const either of [
    { anyOf: [{ type: 'string' }, wide, other] },
    { oneOf: [wide, other, { type: 'string' }] }
  ]) {
    t.equal(writerOf(either)({ a: 1, b: 2, extra: 3 }), '{"b":2,"a":1}')
    t.equal(writerOf(either)({ kind: 'x', extra: 3 }), '{"kind":"x"}')
    t.equal(writerOf(either)('text'), '"text"')
  }
})

t.test('members that the schema does not name are not written, at any depth', async (t) => {
  t.equal(
    written({ id: 'i', extra: 1, steps: [{ delay: 1, extra: 2 }], inner: { a: 1, extra: 3 } }),
    '{"id":"i","steps":[{"delay":1}],"inner":{"a":1}}'
  )
})

t.test('null and undefined are not written, at any depth', async (t) => {
  t.equal(
    written({
      id: 'i',
      name: null,
      steps: [{ delay: null, unit: 'days' }],
      inner: { a: undefined, b: null }
    }),
    '{"id":"i","steps":[{"unit":"days"}],"inner":{}}'
  )
})

t.test('false, 0, empty text, empty arrays and empty objects are written', async (t) => {
  t.equal(
    written({ id: '', name: 0, steps: [], emails: [''], anything: {}, list: [], inner: { a: false } }),
    '{"id":"","name":0,"steps":[],"emails":[""],"anything":{},"list":[],"inner":{"a":false}}'
  )
})

t.test('where the schema names no properties or items, everything is kept unchanged', async (t) => {
  t.equal(
    written({ anything: { z: null, a: { b: [null, 1] } }, list: [{ z: 1, a: null }, null] }),
    '{"anything":{"z":null,"a":{"b":[null,1]}},"list":[{"z":1,"a":null},null]}'
  )
})

t.test('inherited members are not written', async (t) => {
  const named = { type: 'object', properties: { constructor: {}, toString: {}, __proto__: {} } }
  t.equal(writerOf(named)({}), '{}')
  t.equal(writerOf(named)({ constructor: 1 }), '{"constructor":1}')
})

t.test("a value of another type than the schema's stays unchanged", async (t) => {
  t.equal(written('text'), '"text"')
  t.equal(written(null), 'null')
  t.equal(written({ steps: 'text', inner: 7 }), '{"steps":"text","inner":7}')
  t.equal(written({ emails: { b: 1, a: 2 }, inner: [7] }), '{"emails":{"b":1,"a":2},"inner":[7]}')
})

t.test('serialising twice changes nothing', async (t) => {
  fc.assert(
    fc.property(
      fc.record(
        {
          inner: fc.record({ b: fc.jsonValue(), a: fc.jsonValue() }, { requiredKeys: [] }),
          steps: fc.array(fc.record({ unit: fc.jsonValue(), delay: fc.jsonValue() }, { requiredKeys: [] })),
          anything: fc.jsonValue(),
          id: fc.jsonValue(),
          extra: fc.jsonValue()
        },
        { requiredKeys: [] }
      ),
      (value) => {
        const once = written(value)
        t.equal(written(JSON.parse(once)), once)
      }
    )
  )
})

t.test(
  'of alternatives, the first that fits the value decides the order; where none does, it stays',
  async (t) => {
    const list = (...first: string[]) => ({
      type: 'array',
      items: { type: 'object', properties: Object.fromEntries(first.map((name) => [name, {}])) }
    })
    const either = writerOf({
      oneOf: [
        { type: 'integer' },
        { type: 'null' },
        { enum: ['a', 'b'] },
        list('y', 'x'),
        { type: 'object', required: ['z'], properties: { z: {}, x: {} } },
        { type: 'object', properties: { y: {}, x: {}, z: {} } }
      ]
    })
    for (const [value, text] of [
      [3, '3'],
      [null, 'null'],
      ['b', '"b"'],
      ['c', '"c"'],
      [true, 'true'],
      [[{ x: 1, y: 2 }], '[{"y":2,"x":1}]'],
      [{ x: 1, z: 2 }, '{"z":2,"x":1}'],
      [{ x: 1, y: 2 }, '{"y":2,"x":1}']
    ] as const)
      t.equal(either(value), text)
  }
)
