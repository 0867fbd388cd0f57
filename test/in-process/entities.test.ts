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
  'an entity of any kind can be made without any fields, repeatedly, even in an empty world',
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

t.test('a made entity has the given fields', async (t) => {
  const { entities } = await begin(t)
  t.match(entities.campaigns.make({ status: -2 }), { status: -2, name: 'Spring outreach' })
  t.match(entities.campaigns.make({ name: 'Mine' }), { status: 0, name: 'Mine' })
  const tag = entities.customTags.make({ label: 'Mine' })
  t.equal(entities.customTagMappings.make().tag_id, tag.id, 'what it must belong to is what there is')
})

t.test('a required owner is created if there is none', async (t) => {
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

t.test('made entities do not collide with earlier ones, some of which were deleted', async (t) => {
  const { entities } = await begin(t)
  const [first, second] = [entities.customTags.make(), entities.customTags.make()]
  entities.customTags.remove(first.id)
  const third = entities.customTags.make()
  t.same(
    [first, second, third].map(({ label }) => label.split(' ').at(-1)),
    ['1', '2', '3']
  )
})

t.test('an impossible entity is refused: a name that is taken, an unknown field', async (t) => {
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

t.test(
  'two concurrent changes both take effect, and an entity removed meanwhile stays removed',
  async (t) => {
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
  }
)

t.test('the id of a removed entity is not reused after an import', async (t) => {
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
