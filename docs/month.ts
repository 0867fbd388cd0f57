// Draws docs/month.svg, a month of a campaign as the simulator's timeline tells it; see draw-month.ts.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createInstantlyMock } from '../src/index.ts'
import type { TimelineRow } from '../src/simulation/control/schema.ts'

export const FILE = fileURLToPath(new URL('month.svg', import.meta.url))
const DAYS = 31
const [FIRST, DAY] = [Date.parse('2026-03-02T00:00:00Z'), 86_400_000]

/** Sixty leads, three steps two days apart, two senders, ten new leads a day; leads react as they usually do. */
export async function timeline(): Promise<TimelineRow[]> {
  const { clock, entities, fetch, simulation, close } = await createInstantlyMock({
    port: false,
    fixture: 'empty'
  })
  await clock.freeze('2026-03-02T07:00:00Z')
  const email_list = ['anna@example.com', 'berta@example.com']
  for (const email of email_list) entities.accounts.make({ email, status: 1 })
  const { id } = entities.campaigns.make({
    email_list,
    status: 0,
    daily_max_leads: 10,
    stop_on_reply: true,
    open_tracking: true,
    disable_bounce_protect: true,
    campaign_schedule: {
      schedules: [
        {
          name: 'Office hours',
          timing: { from: '09:00', to: '17:00' },
          days: { 1: true, 2: true, 3: true, 4: true, 5: true },
          timezone: 'Africa/Abidjan'
        }
      ]
    },
    sequences: [
      {
        steps: ['A question', '', ''].map((subject) => ({
          type: 'email',
          delay: 2,
          variants: [{ subject, body: 'Hello' }]
        }))
      }
    ]
  })
  for (let lead = 0; lead < 60; lead += 1)
    entities.leads.make({ campaign: id, email: `lead${lead}@example.org`, status: 1 })
  simulation.plant([{ profile: 'typical', seed: 7 }])
  await fetch(`/api/v2/campaigns/${id}/activate`, { method: 'POST' })
  await clock.advance(`${DAYS}d`)
  const rows = simulation.timeline({ limit: 1000 })
  await close()
  return rows
}

/** The rows of the picture: what, in which colour, and whether it is of that kind. */
const kinds: [name: string, colour: string, is: (row: TimelineRow) => boolean][] = [
  ['step 1', '#1d4ed8', ({ type, step }) => type === 'email_sent' && step === 1],
  ['step 2', '#3b82f6', ({ type, step }) => type === 'email_sent' && step === 2],
  ['step 3', '#93c5fd', ({ type, step }) => type === 'email_sent' && step === 3],
  ['opened', '#a3a3a3', ({ type }) => type === 'email_opened'],
  ['replied', '#16a34a', ({ type }) => type === 'reply_received'],
  ['bounced', '#dc2626', ({ type }) => type === 'email_bounced'],
  ['completed', '#ca8a04', ({ type }) => type === 'campaign_status_changed']
]

const [LEFT, TOP, WIDE, HIGH] = [80, 24, 22, 30]

/** A line for each kind, a column for each day; the larger a circle, the more of it. */
export function draw(rows: TimelineRow[]): string {
  const at = (day: number) => LEFT + day * WIDE + WIDE / 2
  const marks = kinds.flatMap(([name, colour, is], line) => {
    const y = TOP + line * HIGH + HIGH / 2
    const days = Map.groupBy(rows.filter(is), (row) => Math.floor((Date.parse(row.at) - FIRST) / DAY))
    return [
      `<text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${name}</text>`,
      ...[...days].map(([day, these]) => {
        const radius = Math.min(3 + Math.sqrt(these.length) * 2, 11).toFixed(1)
        return `<circle cx="${at(day)}" cy="${y}" r="${radius}" fill="${colour}"><title>${these.length}</title></circle>`
      })
    ]
  })
  const height = TOP + kinds.length * HIGH + 8
  const days = Array.from({ length: DAYS }, (_, day) => {
    const date = new Date(FIRST + day * DAY)
    const isFree = [0, 6].includes(date.getUTCDay())
    const shade = `<rect x="${LEFT + day * WIDE}" y="${TOP}" width="${WIDE}" height="${height - TOP - 8}" fill="#e5e7eb"/>`
    return `${isFree ? shade : ''}<text x="${at(day)}" y="16" text-anchor="middle">${date.getUTCDate()}</text>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + DAYS * WIDE + 8} ${height}" font-family="sans-serif" font-size="11">`,
    '<title>A month of a campaign, from 2 March</title>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...days,
    ...marks,
    '</svg>',
    ''
  ].join('\n')
}

export const drawn = () => readFile(FILE, 'utf8')
