import Database from 'better-sqlite3'
import t from 'tap'
import { anna, berta, office, simulated, step } from './campaign.ts'

type Statement = Database.Statement<unknown[], unknown>

/** The queries that the work runs, each with the plan that SQLite has for it. */
async function plansOf(work: () => Promise<unknown>): Promise<Map<string, string[]>> {
  const plans = new Map<string, string[]>()
  const prototype: Statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1'))
  const { get, all } = prototype
  const note = ({ source, readonly, database }: Statement, values: unknown[]) => {
    if (!readonly || plans.has(source) || !/\b(leads|emails|events)\b/.test(source)) return
    const rows = all.apply(database.prepare(`EXPLAIN QUERY PLAN ${source}`), values) as { detail: string }[]
    plans.set(
      source,
      rows.map(({ detail }) => detail)
    )
  }
  Object.assign(prototype, {
    get(this: Statement, ...values: unknown[]) {
      note(this, values)
      return get.apply(this, values)
    },
    all(this: Statement, ...values: unknown[]) {
      note(this, values)
      return all.apply(this, values)
    }
  })
  try {
    await work()
  } finally {
    Object.assign(prototype, { get, all })
  }
  return plans
}

// Otherwise a campaign's time would grow with the square of its size.
t.test(
  'no query of a campaign that sends walks all leads, emails or events, or sorts them to take some',
  async (t) => {
    const { account, campaign, clock, post, simulation, webhooks, leadOf } = await simulated(t)
    webhooks.setMode('record')
    await post('/webhooks', { target_hook_url: 'http://localhost:1/hook', event_type: 'all_events' })
    await account(anna, { daily_limit: 30 })
    await account(berta, { daily_limit: 0 })
    const leads = ['replies', 'interested', 'opens', 'clicks', 'bounces', 'unsubscribes', 'ooo'].flatMap(
      (name) => [`ben@${name}.test`, `eva@${name}.test`]
    )
    const id = await campaign(leads, {
      email_list: [anna, berta],
      sequences: [
        {
          steps: [
            {
              ...step(1, 'Hi'),
              variants: [
                { subject: 'Hi', body: 'A' },
                { subject: 'Hello', body: 'B' }
              ]
            },
            step(),
            step()
          ]
        }
      ],
      email_gap: 1,
      random_wait_max: 2,
      daily_limit: 10,
      daily_max_leads: 8,
      open_tracking: true,
      link_tracking: true,
      stop_on_reply: true,
      stop_for_company: true,
      disable_bounce_protect: false,
      limit_emails_per_company_override: { mode: 'custom', daily_limit: 2, scope: 'across_workspace' }
    })
    const { id: subsequence } = await post('/subsequences', {
      parent_campaign: id,
      name: 'Later',
      conditions: { lead_activity: [2, 91], crm_status: [1], reply_contains: 'later' },
      sequences: [{ steps: [step(1, 'Still there?'), step()] }],
      subsequence_schedule: { schedules: [office] },
      daily_limit_mode: 'custom',
      daily_limit: 5
    })
    await post(`/subsequences/${subsequence}/resume`)
    simulation.plant([{ match: { every: 2 }, do: [{ event: 'open', after: '5m' }] }])
    const plans = await plansOf(async () => {
      await clock.advance('10d')
      simulation.why(id)
    })
    t.ok(leadOf('ben@interested.test').subsequence_id, 'the subsequence has leads')
    t.ok(plans.size > 20, `${plans.size} queries`)
    for (const [query, details] of plans) {
      const walked = details.filter((detail) => /^SCAN (leads|emails|events)\b/.test(detail))
      const sorted =
        / LIMIT (\d|\(SELECT \?\))$/.test(query) && details.some((detail) => detail.endsWith('ORDER BY'))
      t.strictSame({ walked, sorted }, { walked: [], sorted: false }, query)
    }
  }
)
