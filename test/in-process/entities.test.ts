import t, { type Test } from 'tap'
import { createInstantlyMock } from '../../src/index.ts'
import { keptResources } from '../../src/resources/index.ts'
import { small } from '../start.ts'

async function begin(t: Test, fixture = 'empty') {
  const mock = await createInstantlyMock({ port: false, fixture })
  t.teardown(() => mock.close())
  return mock.workspace()
}

t.test(
  'an entity of any kind is made with nothing said, as often as wanted, even in an empty world',
  async (t) => {
    const { entities, export: all, import: back } = await begin(t)
    for (const [name, { key }] of keptResources) {
      const made = [1, 2, 3].map(() => Object(entities[name].make()))
      t.equal(new Set(made.map((entity) => entity[key])).size, 3, name)
      t.same(entities[name].read(made[0][key]), made[0])
    }
    // Checked as a fixture is.
    const fixture = all()
    await back(fixture)
    t.same(all(), fixture)
  }
)

t.test('an entity is made with what is said of it', async (t) => {
  const { entities } = await begin(t)
  t.match(entities.campaigns.make({ status: -2 }), { status: -2, name: 'Spring outreach' })
  t.match(entities.campaigns.make({ name: 'Mine' }), { status: 0, name: 'Mine' })
  const tag = entities.customTags.make({ label: 'Mine' })
  t.equal(entities.customTagMappings.make().tag_id, tag.id, 'what it must belong to is what there is')
})

t.test('where there is nothing that an entity must belong to, that is made, too', async (t) => {
  const { entities } = await begin(t)
  const { tag_id } = entities.customTagMappings.make()
  t.same(
    entities.customTags.list().map(({ id }) => id),
    [tag_id]
  )
  const { parent_campaign } = entities.subsequences.make()
  t.same(
    entities.campaigns.list().map(({ id }) => id),
    [parent_campaign]
  )
})

t.test('what is made does not meet what was made and is partly gone', async (t) => {
  const { entities } = await begin(t)
  const [first] = [entities.customTags.make(), entities.customTags.make()]
  entities.customTags.remove(first.id)
  const label = entities.customTags.make().label
  t.equal(new Set([...entities.customTags.list().map((tag) => tag.label), label]).size, 2)
})

t.test('what cannot be made is refused: a name that is taken, a field that there is not', async (t) => {
  const { entities } = await begin(t, 'small')
  t.throws(() => entities.customTags.make({ label: 'Europe' }), {
    message: "body has label 'Europe', as another of the custom_tags has"
  })
  t.throws(() => entities.customTags.make({ id: small.europe }), {
    message: 'as another of the custom_tags has'
  })
  t.throws(() => entities.campaigns.make({ stauts: 1 } as object), {
    message: /^body has stauts: 1, wanted only .*; did you mean status\?$/
  })
  t.equal(entities.customTags.list().length, 2)
})

t.test('two changes at once both hold, and what was removed meanwhile stays away', async (t) => {
  const { entities } = await begin(t, 'small')
  await Promise.all([
    entities.campaigns.patch(small.spring, { daily_limit: 7 }),
    entities.campaigns.patch(small.spring, { email_gap: 9 })
  ])
  t.match(entities.campaigns.read(small.spring), { daily_limit: 7, email_gap: 9 })
  const changed = entities.campaigns.patch(small.spring, { name: 'Changed' })
  entities.campaigns.remove(small.spring)
  await Promise.resolve(changed)
  t.throws(() => entities.campaigns.read(small.spring), { message: 'There is no' })
})

t.test('an id of what was removed is not given again after an import', async (t) => {
  const [one, other] = [await begin(t), await begin(t)]
  const made = one.entities.customTags.make()
  await other.import(one.export())
  other.entities.customTags.remove(made.id)
  t.not(other.entities.customTags.make().id, made.id)

  const again = one.entities.customTags.make()
  one.entities.customTags.remove(again.id)
  await one.import({ custom_tags: [{ label: 'x' }] })
  const ids = [...one.entities.customTags.list(), one.entities.customTags.make()].map(({ id }) => id)
  t.notOk(ids.includes(made.id) || ids.includes(again.id))
})
