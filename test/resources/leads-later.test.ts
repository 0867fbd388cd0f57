import t, { type Test } from 'tap'
import { control } from '../admin/control.ts'
import { small } from '../start.ts'

const noon = '2026-01-15T12:00:00.000Z'

/** A server with its clock frozen at noon. */
async function atNoon(t: Test) {
  const client = await control(t)
  await client.admin('POST', '/clock/freeze', { at: noon })
  const advance = (by: string) => client.admin('POST', '/clock/advance', { by })
  const lead = async (id: string) => (await client.get(`/leads/${id}`)).body
  return { ...client, advance, lead }
}

// Recorded: 5 to 60 seconds later, with timestamp_updated; example.com is 999, an unregistered domain 1000. That it is
// ten seconds is a choice, and so is the table of domains.
t.test('the provider of a lead appears ten seconds after its creation', async (t) => {
  const { post, advance, lead } = await atNoon(t)
  const codes: [string, number][] = [
    ['a@example.com', 999],
    ['a@nobody.invalid', 1000],
    ['a@invalid.example.com', 999],
    ['a@gmail.com', 1],
    ['a@outlook.com', 2],
    ['a@zoho.com', 3],
    ['a@yahoo.com', 9],
    ['a@yandex.ru', 10],
    ['a@web.de', 12],
    ['a@libero.it', 13]
  ]
  const ids: string[] = []
  for (const [email] of codes) ids.push((await post('/leads', { email })).body.id)
  await advance('9999ms')
  for (const id of ids) t.notMatch(await lead(id), { esp_code: Number })
  await advance('1ms')
  for (const [index, [email, esp_code]] of codes.entries())
    t.match(await lead(ids[index] ?? ''), { esp_code, timestamp_updated: '2026-01-15T12:00:10.000Z' }, email)
})

// Recorded.
t.test(
  'the provider appears on every lead with that email, and on those with a code nothing changes',
  async (t) => {
    const { admin, post, advance, lead } = await atNoon(t)
    const { body: first } = await post('/leads', { email: 'a@example.com' })
    const { body: second } = await post('/leads', { email: 'a@example.com', campaign: small.spring })
    await admin('PATCH', `/entities/leads/${second.id}`, { esp_code: 1 })
    const { body: none } = await post('/leads', { first_name: 'Eva' })
    await advance('10s')
    t.match(await lead(first.id), { esp_code: 999 })
    t.match(await lead(second.id), { esp_code: 1, timestamp_updated: noon })
    t.match(await lead(none.id), { timestamp_updated: noon })
  }
)

t.test('of many leads, each is looked up', async (t) => {
  const { post, advance } = await atNoon(t)
  const leads = Array.from({ length: 250 }, (_, number) => ({ email: `${number}@example.com` }))
  await post('/leads/add', { campaign_id: small.spring, verify_leads_on_import: true, leads })
  await advance('10s')
  let items: { esp_code?: number; verification_status?: number }[] = []
  for (let after = ''; ; ) {
    const { body } = await post('/leads/list', { campaign: small.spring, limit: 100, starting_after: after })
    if (!body.items.length) break
    items = [...items, ...body.items]
    after = body.next_starting_after
  }
  t.equal(items.length, 250)
  t.ok(items.every(({ esp_code, verification_status }) => esp_code === 999 && verification_status === 1))
})

// Choices: waiting at first, then what EmailVerification would find.
t.test('an address is verified on import, by the rule of EmailVerification', async (t) => {
  const { admin, post, advance, lead } = await atNoon(t)
  await admin('PATCH', '/due', { hold: true, task: 'verify_leads' })
  const emails = ['eva@example.com', 'invalid@example.com', 'catchall@example.com', 'pending@example.com']
  const { body } = await post('/leads/add', {
    list_id: small.visitors,
    verify_leads_on_import: true,
    leads: [...emails.map((email) => ({ email })), { first_name: 'Nobody' }]
  })
  const { body: single } = await post('/leads', { email: 'x@y.invalid', verify_leads_on_import: true })
  t.equal(single.verification_status, 12)
  const ids = body.created_leads.map(({ id }: { id: string }) => id)
  const found = () => Promise.all(ids.map(async (id: string) => (await lead(id)).verification_status))
  t.same(await found(), [12, 12, 12, 12, undefined])
  await admin('PATCH', '/due', { hold: false })
  t.same(await found(), [1, -1, -3, 12, undefined])
  t.equal((await lead(single.id)).verification_status, -1)
  await advance('9999ms')
  t.same(await found(), [1, -1, -3, 12, undefined])
  await advance('1ms')
  t.same(await found(), [1, -1, -3, 1, undefined])
  t.match((await post('/leads', { email: 'other@example.com' })).body.verification_status, undefined)
})

t.test('an address whose status is known is not verified again', async (t) => {
  const { admin, post, remove, advance, lead } = await atNoon(t)
  const make = async (email: string) =>
    (await post('/leads', { email, verify_leads_on_import: true })).body.id
  await admin('PATCH', '/due', { hold: true, task: 'verify_leads' })
  const risky = await make('eva@example.com')
  await admin('PATCH', `/entities/leads/${risky}`, { verification_status: -2 })
  await admin('PATCH', '/due', { hold: false })
  t.equal((await lead(risky)).verification_status, -2)
  const gone = await make('pending@example.com')
  await lead(gone)
  await remove(`/leads/${gone}`)
  t.equal((await advance('10s')).status, 200)
})
