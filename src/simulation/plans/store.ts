import { ApiError, badRequest } from '../../errors.ts'
import type { Simulated } from '../simulated.ts'
import type { Planted } from './match.ts'
import { type Plan, plansOf } from './plan.ts'
import type { KeptPlan, NewPlan } from './schema.ts'

/** The planted plans, and how often each matched an email and fired. */
export const plansTables = `
  CREATE TABLE plans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL
  ) STRICT;
  CREATE TABLE plan_counts (
    plan INTEGER PRIMARY KEY REFERENCES plans (id) ON DELETE CASCADE,
    counted INTEGER NOT NULL,
    fired INTEGER NOT NULL
  ) STRICT`

type Kept = Planted & { id: number }

const shown = ({ id, match, do: events, also, counted, fired }: Kept): KeptPlan => ({
  id,
  match,
  do: [...events],
  also,
  counted,
  fired
})

export const plansIn = (world: Pick<Simulated, 'sql' | 'remember' | 'transaction' | 'campaigns'>) => {
  const { sql, remember } = world
  const requireCampaign = (id: string | undefined, index: number) => {
    if (id === undefined || world.campaigns.has(id)) return
    throw badRequest(`plans[${index}].match.campaign is ${id}, wanted the id of an existing campaign`)
  }
  /** As they were planted, without their counts. */
  const planted = (): Kept[] =>
    remember('plans', () =>
      (sql('SELECT id, plan FROM plans ORDER BY id').all() as { id: number; plan: string }[]).map(
        ({ id, plan }) => ({ ...(JSON.parse(plan) as Plan), id, counted: 0, fired: 0 })
      )
    )
  const counted = (): Kept[] => {
    const counts = sql('SELECT * FROM plan_counts').all() as {
      plan: number
      counted: number
      fired: number
    }[]
    const byPlan = new Map(counts.map(({ plan, ...counts }) => [plan, counts]))
    return planted().map((plan) => ({ ...plan, ...byPlan.get(plan.id) }))
  }
  /** Only these depend on what has been counted. */
  const isCounting = ({ match: { every, times } }: Plan) => every !== undefined || times !== undefined
  return {
    /** The plans for an email. */
    all: (): Kept[] => (planted().some(isCounting) ? counted() : planted()),
    /** Notes that an email matched the plan. */
    count(id: number, hasFired: boolean): void {
      sql(
        `INSERT INTO plan_counts (plan, counted, fired) VALUES (?, 1, ?)
        ON CONFLICT (plan) DO UPDATE SET counted = counted + 1, fired = fired + excluded.fired`
      ).run(id, Number(hasFired))
    },
    list: (): KeptPlan[] => counted().map(shown),
    /** @throws ApiError 400 if a plan has too few or too many fields, or can match nothing */
    plant: (given: readonly NewPlan[]) =>
      world.transaction(() => {
        const place = Number(sql('SELECT coalesce(max(id), 0) FROM plans').pluck().get())
        const plans = plansOf(given, place)
        for (const [index, { match }] of given.entries()) requireCampaign(match?.campaign, index)
        return plans.map((plan) => {
          const { lastInsertRowid } = sql('INSERT INTO plans (plan) VALUES (?)').run(JSON.stringify(plan))
          return shown({ id: Number(lastInsertRowid), ...plan, counted: 0, fired: 0 })
        })
      }),
    remove(id: number): void {
      if (!sql('DELETE FROM plans WHERE id = ?').run(id).changes)
        throw new ApiError(404, `There is no plan ${id}`)
    },
    clear(): void {
      sql('DELETE FROM plans').run()
    }
  }
}
