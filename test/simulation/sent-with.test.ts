// What emails were sent with, by the campaign's flags of that moment. A choice; RFC 8058 names the headers and their form.
import t from 'tap'
import { control } from '../admin/control.ts'
import { anna, berta, simulated, step } from './campaign.ts'

type Flags = { insert_unsubscribe_header?: boolean; open_tracking?: boolean; link_tracking?: boolean }

const flags: Flags[] = [undefined, false, true].flatMap((insert_unsubscribe_header) =>
  [false, true].flatMap((open_tracking) =>
    [undefined, false, true].map((link_tracking) => ({
      ...(insert_unsubscribe_header !== undefined && { insert_unsubscribe_header }),
      open_tracking,
      ...(link_tracking !== undefined && { link_tracking })
    }))
  )
)

/** The two members of a row, plain those that do not apply. */
function wanted({ insert_unsubscribe_header, open_tracking, link_tracking }: Flags, email = '') {
  const tracks = [...(open_tracking ? ['opens'] : []), ...(link_tracking ? ['clicks'] : [])]
  const headers = {
    'List-Unsubscribe': `<https://unsubscribe.example.com/${email}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
  }
  return { ...(insert_unsubscribe_header && { headers }), ...(tracks.length && { tracks }) }
}

const shown = ({ headers, tracks }: { headers?: object; tracks?: string[] }) => ({
  ...(headers && { headers }),
  ...(tracks && { tracks })
})

const opposite = (given: Flags): Flags => ({
  insert_unsubscribe_header: !given.insert_unsubscribe_header,
  open_tracking: !given.open_tracking,
  link_tracking: !given.link_tracking
})

const sequences = [{ steps: [step(1, 'Hi'), step()] }]

t.test('a sent email keeps its headers and what was tracked, however its campaign changes', async (t) => {
  const { account, campaign, clock, fetch, told } = await simulated(t)
  await account(anna, { sending_gap: 0 })
  const ids: string[] = []
  for (const given of flags) ids.push(await campaign(['ben@example.org'], { sequences, ...given }))
  await clock.advance('4h')
  for (const [index, id] of ids.entries()) {
    const body = JSON.stringify(opposite(flags[index] ?? {}))
    const headers = { 'content-type': 'application/json' }
    t.equal((await fetch(`/api/v2/campaigns/${id}`, { method: 'PATCH', headers, body })).status, 200)
  }
  await clock.advance('2d')
  for (const [index, id] of ids.entries()) {
    const given = flags[index] ?? {}
    const [first, second, ...more] = told('email_sent').filter((row) => row.campaign === id)
    t.strictSame(first && shown(first), wanted(given, first?.email), JSON.stringify(given))
    t.strictSame(second && shown(second), wanted(opposite(given), second?.email))
    t.strictSame(more, [])
  }
})

t.test('other rows have neither, and the email has no sign of it', async (t) => {
  const { account, campaign, clock, entities, simulation, told } = await simulated(t)
  await account(anna)
  const all = { insert_unsubscribe_header: true, open_tracking: true, link_tracking: true }
  await campaign(['ben@example.org'], { sequences, ...all })
  await clock.advance('5m')
  for (const event of ['open', 'click', 'reply', 'unsubscribe'] as const)
    simulation.happen({ event, lead: 'ben@example.org' })
  const others = told().filter(({ type }) => type !== 'email_sent')
  t.equal(others.length, 4)
  t.strictSame(
    others.filter((row) => 'headers' in row || 'tracks' in row),
    []
  )
  const marked = entities.emails.list().find(({ ue_type }) => ue_type === 1)
  await account(berta)
  await campaign(['cleo@example.org'], { sequences, email_list: [berta] })
  await clock.advance('5m')
  const plain = entities.emails.list().find(({ lead }) => lead === 'cleo@example.org')
  t.strictSame(Object.keys(marked ?? {}), Object.keys(plain ?? { nothing: true }))
  t.strictSame(marked?.body, plain?.body)
})

t.test('the timeline over HTTP shows them, but not for emails that were there at the start', async (t) => {
  const { admin, patch, post } = await control(t)
  const id = '22222222-2222-4222-8222-222222222222'
  await admin('POST', '/clock/freeze', { at: '2026-03-02T15:00:00Z' })
  await patch(`/campaigns/${id}`, { insert_unsubscribe_header: true, link_tracking: true })
  await post(`/campaigns/${id}/activate`)
  const { now } = (await admin('GET', '/clock')).body
  await admin('POST', '/simulation/run', { until: 'next' })
  const { items } = (await admin('GET', `/timeline?type=email_sent`)).body
  const ofSimulator = items.filter(({ at }: { at: string }) => at > now)
  t.equal(ofSimulator.length, 1)
  for (const item of items) {
    const isSent = item.at > now
    const { headers, tracks = [] } = item
    t.equal(headers !== undefined, isSent)
    t.equal(tracks.includes('clicks'), isSent)
  }
})
