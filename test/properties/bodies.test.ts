import fc from 'fast-check'
import t from 'tap'
import { CreateCampaign, PatchCampaign } from '../../src/resources/campaigns/requests.ts'
import { CreateCustomTag, PatchCustomTag, ToggleResource } from '../../src/resources/custom-tags/schema.ts'
import { small, start } from '../start.ts'
import { kept, type Schema, valid } from './arbitrary.ts'
import { invalid } from './broken.ts'
import { runs } from './runs.ts'

type Fields = Record<string, unknown>
const schemaOf = (schema: object) => schema as Schema
/** A valid body of the schema. */
const bodyOf = (schema: object) => valid(schemaOf(schema)) as fc.Arbitrary<Fields>
const setByTheService = [
  'id',
  'status',
  'organization',
  'organization_id',
  'timestamp_created',
  'timestamp_updated'
]
const without = (entity: Fields, names: string[]) =>
  Object.fromEntries(Object.entries(entity).filter(([name]) => !names.includes(name)))
const trimmed = (tag: Fields) => (tag.label === undefined ? tag : { ...tag, label: String(tag.label).trim() })

t.test('a valid campaign is accepted, and reads back as sent', async (t) => {
  const { get, post } = await start(t)
  const property = fc.asyncProperty(bodyOf(CreateCampaign), async (sent) => {
    const { status, body, text } = await post('/campaigns', sent)
    if (status !== 200) throw new Error(text)
    const wanted = { open_tracking: false, ...Object(kept(schemaOf(CreateCampaign), sent)) }
    t.strictSame(without(body, setByTheService), wanted)
    t.equal((await get(`/campaigns/${body.id}`)).text, text)
  })
  await fc.assert(property, runs(150))
})

t.test('a valid change of a campaign is accepted and changes the named fields', async (t) => {
  const { get, patch } = await start(t)
  const property = fc.asyncProperty(bodyOf(PatchCampaign), async (sent) => {
    const { body: before } = await get(`/campaigns/${small.spring}`)
    const { status, body, text } = await patch(`/campaigns/${small.spring}`, sent)
    // Only unknown fields are as good as none.
    const isEmpty = Object.keys(sent).every((name) => name === 'unknown')
    if (status !== (isEmpty ? 400 : 200)) throw new Error(text)
    if (isEmpty) return
    const wanted = { ...without(before, Object.keys(sent)), ...Object(kept(schemaOf(PatchCampaign), sent)) }
    t.strictSame(without(body, ['timestamp_updated']), without(wanted, ['timestamp_updated']))
    t.ok(body.timestamp_updated > before.timestamp_updated)
    t.equal((await get(`/campaigns/${small.spring}`)).text, text)
  })
  await fc.assert(property, runs(150))
})

t.test('a valid tag is accepted and changed, and reads back as sent', async (t) => {
  const { get, post, patch, remove } = await start(t)
  const property = fc.asyncProperty(
    bodyOf(CreateCustomTag),
    bodyOf(PatchCustomTag),
    async (sent, changes) => {
      const made = await post('/custom-tags', sent)
      if (made.status !== 200) throw new Error(made.text)
      const wanted = trimmed(Object(kept(schemaOf(CreateCustomTag), sent)))
      t.strictSame(without(made.body, setByTheService), wanted)
      const { status, body, text } = await patch(`/custom-tags/${made.body.id}`, {
        ...changes,
        label: sent.label
      })
      if (status !== 200) throw new Error(text)
      const changed = { ...changes, label: sent.label }
      const then = {
        ...without(wanted, Object.keys(changed)),
        ...Object(kept(schemaOf(PatchCustomTag), changed))
      }
      t.strictSame(without(body, setByTheService), trimmed(then))
      t.equal((await get(`/custom-tags/${body.id}`)).text, text)
      await remove(`/custom-tags/${body.id}`)
    }
  )
  await fc.assert(property, runs(150))
})

const { filter, ...properties } = ToggleResource.properties
/** The schema without the one field that may be of either of two forms. */
const toggle = { ...ToggleResource, properties }

for (const [what, method, url, schema] of [
  ['campaign', 'POST', '/campaigns', CreateCampaign],
  ['change of a campaign', 'PATCH', `/campaigns/${small.spring}`, PatchCampaign],
  ['tag', 'POST', '/custom-tags', CreateCustomTag],
  ['change of a tag', 'PATCH', `/custom-tags/${small.europe}`, PatchCustomTag],
  ['toggle', 'POST', '/custom-tags/toggle-resource', toggle]
] as const) {
  t.test(`a ${what} that breaks one rule is refused, and nothing is written`, async (t) => {
    const { call, get } = await start(t)
    const lists = ['/campaigns?limit=100', '/custom-tags?limit=100', '/custom-tag-mappings?limit=100']
    const everything = async () => Promise.all(lists.map(async (list) => (await get(list)).text))
    const before = await everything()
    const property = fc.asyncProperty(invalid(schemaOf(schema)), async ({ rule, body }) => {
      const { status, text } = await call(method, `/api/v2${url}`, {
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json' }
      })
      if (status !== 400) throw new Error(`${rule}: ${status} ${text}`)
      t.strictSame(await everything(), before, rule)
    })
    await fc.assert(property, runs(150))
  })
}
