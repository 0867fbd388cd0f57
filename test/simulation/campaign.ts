import type { Test } from 'tap'
import { createInstantlyMock, type WorkspaceHandle } from '../../src/index.ts'
import { caller } from './build.ts'

/** Office hours of a zone that is UTC. */
export const office = {
  name: 'Office hours',
  timing: { from: '09:00', to: '17:00' },
  days: { 1: true, 2: true, 3: true, 4: true, 5: true },
  timezone: 'Africa/Abidjan'
}

export const step = (delay = 1, subject = '', body = 'Hello') => ({
  type: 'email',
  delay,
  variants: [{ subject, body }]
})

export const anna = 'anna@example.com'
export const berta = 'berta@example.com'

/** An empty workspace with its clock at ten on a Monday, and functions to set up and observe a campaign. */
export async function simulated(t: Test) {
  const mock = await createInstantlyMock({ port: false, fixture: 'empty' })
  t.teardown(() => mock.close())
  await mock.clock.freeze('2026-03-02T10:00:00Z')
  return inhabited(mock)
}

export function inhabited(mock: WorkspaceHandle) {
  const { get, post } = caller(mock)
  const { entities, simulation } = mock
  const leadOf = (email: string) => {
    const found = entities.leads.list().find((lead) => lead.email === email)
    if (!found) throw new Error(`no lead ${email}`)
    return found
  }
  return {
    ...mock,
    get,
    post,
    leadOf,
    account: (email: string, settings: object = {}) =>
      post('/accounts', {
        email,
        first_name: 'Anna',
        last_name: 'Berg',
        provider_code: 1,
        imap_username: 'anna',
        imap_password: 'secret',
        imap_host: 'imap.example.com',
        imap_port: 993,
        smtp_username: 'anna',
        smtp_password: 'secret',
        smtp_host: 'smtp.example.com',
        smtp_port: 465,
        ...settings
      }),
    /** A campaign of Anna's with these leads, activated. */
    async campaign(leads: (string | object)[], settings: object = {}): Promise<string> {
      const { id } = await post('/campaigns', {
        name: 'Spring',
        email_list: [anna],
        campaign_schedule: { schedules: [office] },
        sequences: [{ steps: [step(1, 'Hi')] }],
        ...settings
      })
      if (leads.length) {
        const people = leads.map((lead) => (typeof lead === 'string' ? { email: lead } : lead))
        await post('/leads/add', { campaign_id: id, leads: people })
      }
      await post(`/campaigns/${id}/activate`)
      return id
    },
    /** Who was written to when: `10:02 ben@example.org`, with the day unless it is the first. */
    sent: () =>
      entities.emails
        .list()
        .filter(({ ue_type }) => ue_type === 1)
        .toSorted((a, b) => (a.timestamp_created < b.timestamp_created ? -1 : 1))
        .map(({ timestamp_created: at, lead }) => `${at.slice(8, 16).replace('02T', '')} ${lead}`),
    told: (type?: string) =>
      simulation.timeline({ limit: 1000 }).filter((row) => type === undefined || row.type === type),
    numbersOf: (count: number, domain = 'example.org') =>
      Array.from({ length: count }, (_, index) => `lead${index}@${domain}`)
  }
}
