import type { Test } from 'tap'
import { control } from '../admin/control.ts'

type Fields = Record<string, unknown>

const base = {
  timestamp_email: '2026-01-06T10:00:00.000Z',
  message_id: '<1@example.com>',
  subject: 'A question',
  from_address_email: 'anna@example.com',
  to_address_email_list: 'ben@example.org',
  body: { html: 'Hello' },
  eaccount: 'anna@example.com',
  ue_type: 1
}

/** The small world without its emails, and a function that adds emails by their subjects. */
export async function mailbox(t: Test) {
  const client = await control(t)
  const { admin, get } = client
  for (const { id } of (await admin('GET', '/entities/emails')).body.items) {
    await admin('DELETE', `/entities/emails/${id}`)
  }
  const ids: string[] = []
  /** Stores emails, one a minute from ten o'clock, and returns their ids. */
  const keep = async (...emails: Fields[]) => {
    const kept = []
    for (const email of emails) {
      const minute = String(ids.length).padStart(2, '0')
      const timestamp_created = `2026-01-06T10:${minute}:00.000Z`
      const { status, body } = await admin('PUT', '/entities/emails', {
        ...base,
        timestamp_created,
        ...email
      })
      t.equal(status, 200, body.message)
      ids.push(body.id)
      kept.push(body.id)
    }
    return kept
  }
  /** The subjects that a list shows, in its order. */
  const subjects = async (query = ''): Promise<string> => {
    const { status, body } = await get(`/emails?limit=100&${query}`)
    t.equal(status, 200, body.message)
    return body.items.map(({ subject }: { subject: string }) => subject).join(' ')
  }
  return { ...client, keep, subjects }
}
